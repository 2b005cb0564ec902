import assert from "node:assert/strict";

import { ContainerService } from "../../../components/service/containerService";
import { ServerlessFunction } from "../../../components/function/serverlessFunction";
import {
    API_KEY_SECRET,
    base,
    DATABASE_SECRET,
    KEY,
    links,
    logs,
    READ_SECRETS,
} from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { args, exposure, service } from "./fixtures";

const LOG_GROUP = "arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/web";

describe("Permissions and security groups of a ContainerService", () => {
    const recording = recordOnce(
        () => new ContainerService("web", { ...args, links, exposure, environment: { LOG_LEVEL: "info" } }),
    );

    describe("roles", () => {
        const writeLogs = {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: [`${LOG_GROUP}:*`],
        };

        it("are two, each for tasks of this account only", () => {
            const { graph } = recording();
            assert.deepEqual(graph.names("iam.Role"), ["web-execution", "web-task"]);
            for (const name of graph.names("iam.Role")) {
                assert.deepEqual(graph.statements("iam.Role", name, "assumeRolePolicy"), [
                    {
                        Effect: "Allow",
                        Action: ["sts:AssumeRole"],
                        Principal: { Service: ["ecs-tasks.amazonaws.com"] },
                        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                    },
                ]);
            }
        });

        it("let ECS write the log and read the linked secrets only", () => {
            assert.deepEqual(recording().graph.statements("iam.RolePolicy", "web-execution"), [
                writeLogs,
                ...READ_SECRETS,
            ]);
        });

        it("give the application the permissions of its links only", () => {
            assert.deepEqual(recording().graph.statements("iam.RolePolicy", "web-task"), [
                { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::uploads/*"] },
            ]);
        });

        it("let the application call a function that it uses, by its alias", async () => {
            const { graph } = await record(() => {
                const code = "examples/sample/functions/orders";
                const orders = new ServerlessFunction("orders", { ...base, logs, code });
                const used = [{ name: "function/orders", link: orders.link() }];
                return new ContainerService("web", { ...args, links: used });
            });
            const alias = "arn:aws:lambda:eu-west-1:111122223333:alias/orders";
            assert.deepEqual(graph.statements("iam.RolePolicy", "web-task"), [
                { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [alias] },
            ]);
            const [container] = JSON.parse(
                String(graph.inputs("ecs.TaskDefinition")["containerDefinitions"]),
            ) as [{ environment: unknown }];
            assert.deepEqual(container.environment, [{ name: "FUNCTION_ORDERS_ARN", value: alias }]);
        });

        it("let the application read rotated secrets itself, by their ARNs in its environment", async () => {
            const rotating = {
                name: "database/app",
                link: {
                    secrets: {
                        PASSWORD: { arn: DATABASE_SECRET, keyArn: KEY, jsonKey: "password", rotates: true },
                        TOKEN: { arn: API_KEY_SECRET, keyArn: KEY },
                    },
                },
            };
            const { graph } = await service({ links: [rotating] });
            assert.partialDeepStrictEqual(graph.statements("iam.RolePolicy", "web-task"), [
                { Action: ["secretsmanager:GetSecretValue"], Resource: [DATABASE_SECRET] },
                { Action: ["kms:Decrypt"], Resource: [KEY] },
            ]);
            const text = graph.inputs("ecs.TaskDefinition")["containerDefinitions"];
            const [{ environment, secrets }] = JSON.parse(String(text)) as [
                { environment: unknown; secrets: { name: string }[] },
            ];
            assert.deepEqual(environment, [{ name: "PASSWORD_ARN", value: DATABASE_SECRET }]);
            assert.deepEqual(
                secrets.map(({ name }) => name),
                ["PASSWORD", "TOKEN"],
            );
        });

        it("give an application without links no permission", async () => {
            const { graph } = await service();
            assert.deepEqual(graph.names("iam.RolePolicy"), ["web-execution"]);
            assert.deepEqual(graph.statements("iam.RolePolicy", "web-execution"), [writeLogs]);
        });

        it("pull from the image's own repository; only the registry's token has no resource", async () => {
            const { graph } = await service({
                image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web@sha256:${"0".repeat(64)}`,
            });
            assert.deepEqual(graph.statements("iam.RolePolicy", "web-execution"), [
                writeLogs,
                {
                    Effect: "Allow",
                    Action: [
                        "ecr:BatchGetImage",
                        "ecr:GetDownloadUrlForLayer",
                        "ecr:BatchCheckLayerAvailability",
                    ],
                    Resource: ["arn:aws:ecr:eu-west-1:111122223333:repository/shop/web"],
                },
                { Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
            ]);
        });

        it("allow a shell only if it is enabled", async () => {
            const off = recording().graph.inputs("ecs.Service")["enableExecuteCommand"];
            assert.equal(off, false);
            const { graph } = await service({ shell: true });
            assert.equal(graph.inputs("ecs.Service")["enableExecuteCommand"], true);
            assert.deepEqual(graph.statements("iam.RolePolicy", "web-task"), [
                {
                    Effect: "Allow",
                    Action: [
                        "ssmmessages:CreateControlChannel",
                        "ssmmessages:CreateDataChannel",
                        "ssmmessages:OpenControlChannel",
                        "ssmmessages:OpenDataChannel",
                    ],
                    Resource: ["*"],
                },
                { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [KEY] },
            ]);
        });
    });

    describe("security groups", () => {
        it("open exactly the linked port to the database, HTTPS out, and the service's own port to the load balancer", () => {
            const { graph } = recording();
            const rule = (port: number, description: string): object => ({
                ipProtocol: "tcp",
                fromPort: port,
                toPort: port,
                description,
            });
            const rules = (kind: string): object =>
                Object.fromEntries(graph.all(kind).map(({ name, inputs }) => [name, inputs]));
            assert.deepEqual(rules("vpc.SecurityGroupEgressRule"), {
                "web-https-out": {
                    ...rule(443, "HTTPS to AWS and other services"),
                    securityGroupId: "securitygroup-web",
                    cidrIpv4: "0.0.0.0/0",
                },
                "web-database-app-out": {
                    ...rule(5432, "database/app"),
                    securityGroupId: "securitygroup-web",
                    referencedSecurityGroupId: "sg-database",
                },
                "web-public-out": {
                    ...rule(8080, "load balancer to service/web"),
                    securityGroupId: "sg-balancer",
                    referencedSecurityGroupId: "securitygroup-web",
                },
            });
            assert.deepEqual(rules("vpc.SecurityGroupIngressRule"), {
                "web-database-app-in": {
                    ...rule(5432, "database/app"),
                    securityGroupId: "sg-database",
                    referencedSecurityGroupId: "securitygroup-web",
                },
                "web-public-in": {
                    ...rule(8080, "load balancer to service/web"),
                    securityGroupId: "securitygroup-web",
                    referencedSecurityGroupId: "sg-balancer",
                },
            });
        });

        it("allow calls of a public service without a domain, on port 80", async () => {
            const { graph } = await record(() => {
                const api = new ContainerService("api", {
                    ...args,
                    exposure: { ...exposure, zone: undefined },
                });
                const named = [{ name: "service/api", link: api.link() }];
                return new ContainerService("web", { ...args, links: named });
            });
            assert.deepEqual(graph.inputs("vpc.SecurityGroupEgressRule", "web-http-out"), {
                securityGroupId: "securitygroup-web",
                cidrIpv4: "0.0.0.0/0",
                ipProtocol: "tcp",
                fromPort: 80,
                toPort: 80,
                description: "HTTP to services without a domain",
            });
            assert.ok(!graph.names("vpc.SecurityGroupEgressRule").includes("api-http-out"));
        });
    });
});
