import assert from "node:assert/strict";

import { ServerlessFunction, type ServerlessFunctionArgs } from "../../components/serverlessFunction";
import { API_KEY_SECRET, DATABASE_SECRET, KEY, links, logs, vpc } from "../support/fixtures";
import { record, recordOnce } from "../support/recorder";
import { assertRegistered } from "../support/registered";

const args: ServerlessFunctionArgs = {
    code: "examples/sample/functions/orders",
    region: "eu-west-1",
    vpc,
    logs,
};
const fn = async (more: Partial<ServerlessFunctionArgs> = {}) =>
    await record(() => new ServerlessFunction("orders", { ...args, ...more }));

const WRITE_LOGS = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/orders:*"],
};
const TRACE = {
    Effect: "Allow",
    Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
    // Traces belong to no resource.
    Resource: ["*"],
};

describe("ServerlessFunction", () => {
    const recording = recordOnce(() => new ServerlessFunction("orders", args));
    const linked = recordOnce(
        () => new ServerlessFunction("orders", { ...args, links, environment: { LOG_LEVEL: "info" } }),
    );

    it("consists of exactly this, alone", () => {
        assert.deepEqual(recording().graph.counts(), {
            ServerlessFunction: 1,
            "cloudwatch.LogGroup": 1,
            "iam.Role": 1,
            "iam.RolePolicy": 1,
            "lambda.Alias": 1,
            "lambda.Function": 1,
        });
    });

    it("is small, on ARM, traced, encrypted and outside of the VPC", () => {
        const { code, ...rest } = recording().graph.inputs("lambda.Function");
        assert.deepEqual(code, { file: args.code });
        assert.partialDeepStrictEqual(rest, {
            handler: "index.handler",
            runtime: "nodejs22.x",
            architectures: ["arm64"],
            memorySize: 256,
            timeout: 10,
            role: "arn:aws:iam:eu-west-1:111122223333:role/orders",
            kmsKeyArn: KEY,
            loggingConfig: { logFormat: "JSON", logGroup: "orders-0a1b2c3" },
            tracingConfig: { mode: "Active" },
            publish: true,
        });
        assert.ok(!("vpcConfig" in rest));
    });

    it("can be larger, slower, limited, and in another language", async () => {
        const { graph } = await fn({
            handler: "main.run",
            runtime: "python3.13",
            memoryMib: 1024,
            timeoutSeconds: 60,
            reservedConcurrency: 5,
        });
        assert.partialDeepStrictEqual(graph.inputs("lambda.Function"), {
            handler: "main.run",
            runtime: "python3.13",
            memorySize: 1024,
            timeout: 60,
            reservedConcurrentExecutions: 5,
        });
    });

    it("can be stopped by allowing no run at all", async () => {
        const { graph } = await fn({ reservedConcurrency: 0 });
        assert.equal(graph.inputs("lambda.Function")["reservedConcurrentExecutions"], 0);
    });

    it("keeps its log encrypted, for as long as asked", () => {
        assert.deepEqual(recording().graph.inputs("cloudwatch.LogGroup"), {
            retentionInDays: logs.retentionDays,
            kmsKeyId: logs.keyArn,
        });
    });

    it("has an alias on the newest version", () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("lambda.Alias"), {
            name: "live",
            functionName: "orders-0a1b2c3",
            functionVersion: "7",
        });
    });

    it("may write its log and traces, and nothing else; only Lambda may be it", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("iam.RolePolicy", "orders"), [WRITE_LOGS, TRACE]);
        assert.deepEqual(graph.statements("iam.Role", "orders", "assumeRolePolicy"), [
            { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: ["lambda.amazonaws.com"] } },
        ]);
    });

    describe("with links", () => {
        it("gets addresses as they are, and of secrets the ARN, never the value", () => {
            assert.deepEqual(linked().graph.inputs("lambda.Function")["environment"], {
                variables: {
                    LOG_LEVEL: "info",
                    DATABASE_APP_HOST: "db.internal",
                    DATABASE_APP_PORT: "5432",
                    BUCKET_UPLOADS_NAME: "uploads",
                    DATABASE_APP_USERNAME_ARN: DATABASE_SECRET,
                    DATABASE_APP_PASSWORD_ARN: DATABASE_SECRET,
                    SECRET_API_KEY_ARN: API_KEY_SECRET,
                },
            });
        });

        it("may do what the links say, and read those secrets", () => {
            assert.deepEqual(linked().graph.statements("iam.RolePolicy", "orders"), [
                WRITE_LOGS,
                TRACE,
                { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::uploads/*"] },
                {
                    Effect: "Allow",
                    Action: ["secretsmanager:GetSecretValue"],
                    Resource: [DATABASE_SECRET, API_KEY_SECRET],
                },
                {
                    Effect: "Allow",
                    Action: ["kms:Decrypt"],
                    Resource: [KEY],
                    Condition: {
                        StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
                    },
                },
            ]);
        });

        it("to something in the VPC joins it, with the port to that opened on both sides", () => {
            const { graph } = linked();
            assert.deepEqual(graph.inputs("lambda.Function")["vpcConfig"], {
                subnetIds: vpc.privateSubnetIds,
                securityGroupIds: ["securitygroup-orders"],
            });
            const pair = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, description: "database/app" };
            assert.deepEqual(graph.names("vpc.SecurityGroupEgressRule"), [
                "orders-database-app-out",
                "orders-https-out",
            ]);
            assert.deepEqual(graph.inputs("vpc.SecurityGroupEgressRule", "orders-database-app-out"), {
                ...pair,
                securityGroupId: "securitygroup-orders",
                referencedSecurityGroupId: "sg-database",
            });
            assert.deepEqual(graph.inputs("vpc.SecurityGroupIngressRule"), {
                ...pair,
                securityGroupId: "sg-database",
                referencedSecurityGroupId: "securitygroup-orders",
            });
            assert.equal(
                graph.inputs("iam.RolePolicyAttachment")["policyArn"],
                "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
            );
        });

        it("to nothing in the VPC stays outside", async () => {
            const { graph } = await fn({ links: links.slice(1) });
            assert.ok(!("vpcConfig" in graph.inputs("lambda.Function")));
            assert.equal(graph.all("ec2.SecurityGroup").length, 0);
        });
    });

    it("registers what it promises", async () => {
        await assertRegistered(recording(), "ServerlessFunction", [
            "functionName",
            "aliasName",
            "invokeArn",
            "version",
        ]);
    });
});
