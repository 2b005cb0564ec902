import assert from "node:assert/strict";

import {
    ServerlessFunction,
    type ServerlessFunctionArgs,
} from "../../../components/function/serverlessFunction";
import {
    ALERTS,
    API_KEY_SECRET,
    base,
    DATABASE_SECRET,
    folderOf,
    KEY,
    links,
    logs,
    vpc,
    READ_SECRETS,
} from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: ServerlessFunctionArgs = {
    code: "examples/sample/functions/orders",
    ...base,
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

const INTERFACES = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
];
const VPC = [
    { Sid: "Interfaces", Effect: "Allow", Action: INTERFACES, Resource: ["*"] },
    {
        Sid: "LambdaOnly",
        Effect: "Deny",
        Action: INTERFACES,
        Resource: ["*"],
        Condition: { ArnLike: { "lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:*:function:*" } },
    },
];

describe("ServerlessFunction", () => {
    const recording = recordOnce(() => new ServerlessFunction("orders", args));
    const linked = recordOnce(
        () => new ServerlessFunction("orders", { ...args, links, environment: { LOG_LEVEL: "info" } }),
    );

    it("creates exactly these resources, without links", () => {
        assert.deepEqual(recording().graph.counts(), {
            ServerlessFunction: 1,
            "cloudwatch.LogGroup": 1,
            "iam.Role": 1,
            "iam.RolePolicy": 1,
            "lambda.Alias": 1,
            "lambda.Function": 1,
        });
    });

    it("is small, on ARM, traced and outside of the VPC, with no environment", () => {
        const { code, ...rest } = recording().graph.inputs("lambda.Function");
        assert.deepEqual(code, { file: args.code });
        assert.partialDeepStrictEqual(rest, {
            handler: "index.handler",
            runtime: "nodejs22.x",
            architectures: ["arm64"],
            memorySize: 256,
            timeout: 10,
            role: "arn:aws:iam:eu-west-1:111122223333:role/orders",
            loggingConfig: { logFormat: "JSON", logGroup: "orders-0a1b2c3" },
            tracingConfig: { mode: "Active" },
            ephemeralStorage: { size: 512 },
            publish: true,
        });
        for (const key of ["vpcConfig", "environment", "kmsKeyArn"]) assert.ok(!(key in rest), key);
    });

    it("takes other memory, timeout, concurrency and runtime", async () => {
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

    it("is stopped by a concurrency of 0", async () => {
        const { graph } = await fn({ reservedConcurrency: 0 });
        assert.equal(graph.inputs("lambda.Function")["reservedConcurrentExecutions"], 0);
    });

    it("keeps its log encrypted, for the configured time", () => {
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

    it("may write its log and traces only; only Lambda may assume its role", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("iam.RolePolicy", "orders"), [WRITE_LOGS, TRACE]);
        assert.deepEqual(graph.statements("iam.Role", "orders", "assumeRolePolicy"), [
            { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: ["lambda.amazonaws.com"] } },
        ]);
    });

    describe("with links", () => {
        it("gets addresses in plain, and ARNs of secrets, never their values", () => {
            assert.equal(linked().graph.inputs("lambda.Function")["kmsKeyArn"], KEY);
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

        it("has the permissions of its links, and may read the linked secrets", () => {
            assert.deepEqual(linked().graph.statements("iam.RolePolicy", "orders"), [
                WRITE_LOGS,
                TRACE,
                { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::uploads/*"] },
                ...READ_SECRETS,
                ...VPC,
            ]);
        });

        it("to a resource in the VPC joins the VPC, with a security group rule on both sides", () => {
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
        });

        it("to a resource in the VPC lets Lambda create network interfaces, but not the code", () => {
            const { graph } = linked();
            assert.deepEqual(graph.statements("iam.RolePolicy", "orders").slice(-2), VPC);
            assert.deepEqual(graph.all("iam.RolePolicyAttachment"), []);
        });

        it("to a service without a domain calls it on port 80, outside of the VPC", async () => {
            const plain = { name: "service/shop", link: { plainHttp: true } };
            const inside = await fn({ vpc, links: [...links, plain] });
            assert.deepEqual(
                inside.graph.inputs("vpc.SecurityGroupEgressRule", "orders-http-out")["fromPort"],
                80,
            );
            const outside = await fn({ vpc, links: [plain] });
            assert.equal(outside.graph.all("ec2.SecurityGroup").length, 0);
        });

        it("to resources outside the VPC stays outside", async () => {
            const { graph } = await fn({ links: links.slice(1) });
            assert.ok(!("vpcConfig" in graph.inputs("lambda.Function")));
            assert.equal(graph.all("ec2.SecurityGroup").length, 0);
        });
    });

    it("comes after the permissions that Lambda checks", () => {
        const { graph } = linked();
        const { dependsOn } = graph.one("lambda.Function");
        assert.ok(dependsOn.includes(graph.one("iam.RolePolicy").urn));
    });

    it("can be an image, which contains its own handler and runtime", async () => {
        const image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1";
        const inputs = (await fn({ code: undefined, image })).graph.inputs("lambda.Function");
        assert.partialDeepStrictEqual(inputs, { packageType: "Image", imageUri: image });
        for (const key of ["code", "handler", "runtime", "layers"]) assert.ok(!(key in inputs), key);
    });

    describe("with a built image", () => {
        const { folder, remove } = folderOf({ Dockerfile: "FROM scratch" });
        after(remove);
        const built = async () => (await fn({ code: undefined, build: { context: folder } })).graph;

        it("is pushed to a repository of its own, for its processor, and deployed by its digest", async () => {
            const graph = await built();
            const repository = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/plumbline/unit/orders-function";
            assert.partialDeepStrictEqual(graph.inputs("ecr.Image"), {
                repositoryUrl: repository,
                platform: "linux/arm64",
                context: folder,
            });
            const inputs = graph.inputs("lambda.Function");
            const imageUri = `${repository}@sha256:built`;
            assert.partialDeepStrictEqual(inputs, { packageType: "Image", imageUri });
            for (const key of ["code", "handler", "runtime"]) assert.ok(!(key in inputs), key);
        });

        it("can be pulled by functions of this account and region only", async () => {
            assert.deepEqual((await built()).statements("ecr.RepositoryPolicy", "orders-function"), [
                {
                    Sid: "Functions",
                    Effect: "Allow",
                    Principal: { Service: ["lambda.amazonaws.com"] },
                    Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    Condition: {
                        ArnLike: { "aws:SourceArn": "arn:aws:lambda:eu-west-1:111122223333:function:*" },
                    },
                },
            ]);
        });
    });

    for (const [what, wrong] of Object.entries({
        nothing: { code: undefined },
        both: { image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:1" },
        "code and build": { build: { context: "." } },
    })) {
        it(`refuses ${what} of code, image and build`, async () => {
            await assert.rejects(fn(wrong), /needs one of code, image and build/);
        });
    }

    it("refuses a link into a VPC without network arguments", async () => {
        const rest = { ...args, vpc: undefined };
        await assert.rejects(
            record(() => new ServerlessFunction("orders", { ...rest, links })),
            /uses something that stands in a VPC, and has no vpc itself/,
        );
    });

    it("has the configured layers, storage and processor", async () => {
        const layers = ["arn:aws:lambda:eu-west-1:111122223333:layer:tools:3"];
        const { graph } = await fn({ layers, storageMib: 2048, architecture: "x86_64" });
        assert.partialDeepStrictEqual(graph.inputs("lambda.Function"), {
            layers,
            ephemeralStorage: { size: 2048 },
            architectures: ["x86_64"],
        });
    });

    describe("versions", () => {
        const alias = async (more: Partial<ServerlessFunctionArgs>) =>
            (await fn(more)).graph.inputs("lambda.Alias");

        it("the alias goes back to the configured version", async () => {
            assert.partialDeepStrictEqual(await alias({ version: "3" }), { functionVersion: "3" });
        });

        it("the newest gets a share beside the configured one", async () => {
            assert.partialDeepStrictEqual(await alias({ version: "3", canary: { weight: 10 } }), {
                functionVersion: "3",
                routingConfig: { additionalVersionWeights: { 7: 0.1 } },
            });
        });

        it("any other one gets a share", async () => {
            assert.partialDeepStrictEqual(
                await alias({ version: "3", canary: { version: "5", weight: 50 } }),
                {
                    routingConfig: { additionalVersionWeights: { 5: 0.5 } },
                },
            );
        });

        it("get no shares while the alias is on the newest", async () => {
            assert.ok(!("routingConfig" in (await alias({ version: "7", canary: { weight: 10 } }))));
        });

        it("have provisioned concurrency behind the alias", async () => {
            const { graph } = await fn({ provisionedConcurrency: 2 });
            assert.deepEqual(graph.inputs("lambda.ProvisionedConcurrencyConfig"), {
                functionName: "orders-0a1b2c3",
                qualifier: "live",
                provisionedConcurrentExecutions: 2,
            });
        });
    });

    it("can be called through the alias only", async () => {
        const ALIAS = "arn:aws:lambda:eu-west-1:111122223333:alias/orders";
        assert.deepEqual(await resolve(recording().made.link()), {
            environment: { FUNCTION_ORDERS_ARN: ALIAS },
            statements: [{ actions: ["lambda:InvokeFunction"], resources: [ALIAS] }],
        });
    });

    it("has alarms of its own only if configured", async () => {
        const quiet = await fn({ alarmTopicArn: ALERTS });
        assert.deepEqual(quiet.graph.names("cloudwatch.MetricAlarm"), []);
        const { graph } = await fn({
            alarmTopicArn: ALERTS,
            ownAlarms: true,
            timeoutSeconds: 20,
            provisionedConcurrency: 1,
            tables: [{ name: "t", streamArn: "arn:stream", keyArn: KEY }],
        });
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), [
            "orders-age",
            "orders-duration",
            "orders-errors",
            "orders-provisioned",
            "orders-throttles",
        ]);
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm", "orders-duration"), {
            threshold: 16000,
            metricQueries: [{ expression: "p95" }, { metric: { metricName: "Duration", stat: "p95" } }],
            alarmActions: [ALERTS],
        });
    });

    it("shows four graphs", () => {
        assert.equal(recording().made.dashboardRow().widgets.length, 4);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "ServerlessFunction", [
            "functionName",
            "aliasName",
            "aliasArn",
            "invokeArn",
            "version",
        ]);
    });

    it("cuts a long name for what AWS gives less room, and for nothing else", async () => {
        const name = "orders-of-all-our-customers-in-northern-and-western-europe-daily";
        assert.equal(name.length, 64);
        const schedules = [{ name: "every-morning", expression: "rate(1 day)" }];
        const make = (own: string) =>
            record(
                () =>
                    new ServerlessFunction(own, {
                        ...args,
                        schedules,
                        ownAlarms: true,
                        alarmTopicArn: ALERTS,
                    }),
            );
        const { graph } = await make(name);
        const cut = graph.resources.filter(
            (one) => one.custom && one.name !== name && !one.name.startsWith(`${name}-`),
        );
        assert.deepEqual(cut.map(({ kind, name: own }) => `${kind} ${own}`).sort(), [
            "iam.Role orders-of-all-our-customers-in-northern-and-wes-0767ca84",
            "iam.Role orders-of-all-our-customers-in-northern-and-wes-2456eb80",
            "lambda.Function orders-of-all-our-customers-in-northern-and-wes-2456eb80",
            "scheduler.Schedule orders-of-all-our-customers-in-northern-and-wes-64df18ca",
        ]);
        const { graph: other } = await make(`${name.slice(0, -5)}weeks`);
        const roles = [graph, other].map((one) => one.resources.filter(({ kind }) => kind === "iam.Role"));
        assert.equal(new Set(roles.flat().map((role) => role.name)).size, 4);
    });

    it("has an address only if it is asked for, which asks for signed requests", async () => {
        assert.deepEqual((await fn()).graph.names("lambda.FunctionUrl"), []);
        const { graph } = await fn({ url: {} });
        assert.partialDeepStrictEqual(graph.inputs("lambda.FunctionUrl", "orders"), {
            qualifier: "live",
            authorizationType: "AWS_IAM",
            invokeMode: "BUFFERED",
        });
        const open = await fn({
            url: { auth: "none", stream: true, corsOrigins: ["https://a.example.com"] },
        });
        assert.partialDeepStrictEqual(open.graph.inputs("lambda.FunctionUrl", "orders"), {
            authorizationType: "NONE",
            invokeMode: "RESPONSE_STREAM",
            cors: { allowOrigins: ["https://a.example.com"] },
        });
    });
});
