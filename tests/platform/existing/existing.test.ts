import assert from "node:assert/strict";

import type { Recording, RecordingOptions } from "../../support/recorder";
import { ROOT, run } from "../../support/program";
import { linkVariables } from "../../../config/derived/linkVariables";
import { collect } from "../../../config/raw";
import { validate } from "../../../config/validate";
import { said as linesOf } from "./refusals";
import { ACCOUNT, CALLS, EXISTING, GROUP, IN_VPC, KEY, refused, REGION, SUBNETS, VPC } from "./answers";

const COMMON = {
    "plumbline:tier": "dev",
    "plumbline:region": REGION,
    "plumbline:accountId": ACCOUNT,
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
};
const CODE = "examples/sample/functions/orders";
const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

type Calls = RecordingOptions["calls"];
const stack = (
    existing: object,
    more: Readonly<Record<string, unknown>>,
    calls: Calls = {},
): Promise<Recording<unknown>> =>
    run("dev", { ...COMMON, "plumbline:existing": existing, ...more }, { calls: { ...CALLS, ...calls } });

const function_ = (uses: readonly string[]) => ({ "plumbline:functions": { orders: { code: CODE, uses } } });

/** Statements about what the function uses: not its own logs, traces and network interfaces. */
function granted({ graph }: Recording<unknown>, role = "orders"): unknown[] {
    return graph
        .statements("iam.RolePolicy", role)
        .filter(({ Action }) => !/^(logs|xray|ec2):/.test(Action[0] ?? ""))
        .map(({ Action, Resource, Condition }) => [
            Action.join(" "),
            (Resource ?? []).join(" "),
            ...(Condition === undefined ? [] : [Object.values(Condition as object)[0]]),
        ]);
}

function variables({ graph }: Recording<unknown>): Record<string, string> {
    const { environment } = graph.inputs("lambda.Function", "orders") as {
        environment?: { variables: Record<string, string> };
    };
    return environment?.variables ?? {};
}

describe("what exists already", function () {
    // The first one loads the whole program.
    this.timeout(120_000);

    it("is linked with the same variables and permissions as a stack's own parts, and nothing else is made", async () => {
        const recording = await stack(
            EXISTING,
            function_([
                "existing:table/projects:read",
                "existing:table/plain",
                "existing:bucket/uploads:write",
                "existing:queue/jobs:receive",
                "existing:secret/payment",
                "existing:directory/customers",
                "existing:parameter/address",
                "existing:topic/news",
            ]),
        );
        assert.deepEqual(variables(recording), {
            TABLE_PROJECTS_NAME: "projects-prod",
            TABLE_PROJECTS_STREAM_ARN: arn("dynamodb", "table/projects-prod/stream/1"),
            TABLE_PLAIN_NAME: "plain-prod",
            BUCKET_UPLOADS_NAME: "acme-uploads",
            QUEUE_JOBS_URL: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs.fifo`,
            SECRET_PAYMENT_ARN: arn("secretsmanager", "secret:shop/payment-AbCdEf"),
            DIRECTORY_CUSTOMERS_USER_POOL_ID: `${REGION}_Ab12Cd34E`,
            DIRECTORY_CUSTOMERS_CLIENT_ID: "1a2b3c",
            DIRECTORY_CUSTOMERS_ISSUER: `https://cognito-idp.${REGION}.amazonaws.com/${REGION}_Ab12Cd34E`,
            PARAMETER_ADDRESS_NAME: "/shop/address",
            TOPIC_NEWS_ARN: arn("sns", "news"),
        });
        const [projects, plain] = ["projects-prod", "plain-prod"].map((table) =>
            arn("dynamodb", `table/${table}`),
        );
        const via = (service: string) => ({ "kms:ViaService": `${service}.${REGION}.amazonaws.com` });
        assert.deepEqual(granted(recording), [
            ["dynamodb:DescribeTable", `${projects} ${plain}`],
            ["dynamodb:GetItem dynamodb:BatchGetItem", `${projects} ${plain}`],
            ["dynamodb:Query dynamodb:Scan", `${projects} ${projects}/index/by-owner ${plain}`],
            ["dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator", `${projects}/stream/1`],
            ["kms:Decrypt", KEY, via("dynamodb")],
            [
                "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem dynamodb:ConditionCheckItem",
                plain,
            ],
            ["s3:ListBucket", "arn:aws:s3:::acme-uploads"],
            ["s3:PutObject s3:DeleteObject", "arn:aws:s3:::acme-uploads/*"],
            ["kms:Decrypt kms:GenerateDataKey", KEY],
            [
                "sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes",
                arn("sqs", "jobs.fifo"),
            ],
            ["ssm:GetParameter", arn("ssm", "parameter/shop/address")],
            ["sns:Publish", arn("sns", "news")],
            ["kms:GenerateDataKey kms:Decrypt", KEY],
            ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:shop/payment-AbCdEf")],
            ["kms:Decrypt", KEY, via("secretsmanager")],
        ]);
        const { graph } = recording;
        assert.deepEqual(graph.adopted, []);
        for (const kind of ["dynamodb.Table", "sqs.Queue", "secretsmanager.Secret", "cognito.UserPool"]) {
            assert.deepEqual(graph.names(kind), [], kind);
        }
        assert.deepEqual(graph.names("s3.Bucket"), ["logs"]);
        assert.ok(
            !JSON.stringify(graph.resources).includes("the value itself"),
            "a parameter's value is read",
        );
    });

    it("calls a function with what happens there, by permissions on exactly that, and takes its failures", async () => {
        const existing = { tables: EXISTING.tables, queues: { ...EXISTING.queues, dead: "dead" } };
        const recording = await stack(existing, {
            "plumbline:functions": {
                orders: {
                    code: CODE,
                    on: [
                        { queue: "existing:queue/jobs", batchSize: 5 },
                        "existing:table/projects",
                        { schedule: "rate(1 day)" },
                    ],
                    onFailure: "existing:queue/dead",
                },
            },
        });
        const { graph } = recording;
        const dead = arn("sqs", "dead");
        assert.partialDeepStrictEqual(
            graph.inputs("lambda.EventSourceMapping", "orders-existing-queue-jobs"),
            { eventSourceArn: arn("sqs", "jobs.fifo"), batchSize: 5 },
        );
        assert.partialDeepStrictEqual(
            graph.inputs("lambda.EventSourceMapping", "orders-existing-table-projects"),
            {
                eventSourceArn: arn("dynamodb", "table/projects-prod/stream/1"),
                destinationConfig: { onFailure: { destinationArn: dead } },
            },
        );
        assert.deepEqual(graph.inputs("lambda.FunctionEventInvokeConfig", "orders")["destinationConfig"], {
            onFailure: { destination: dead },
        });
        const { target } = graph.inputs("scheduler.Schedule") as { target: { deadLetterConfig: unknown } };
        assert.deepEqual(target.deadLetterConfig, { arn: dead });
        assert.deepEqual(granted(recording), [
            ["sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes", arn("sqs", "jobs.fifo")],
            [
                "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator",
                arn("dynamodb", "table/projects-prod/stream/1"),
            ],
            ["dynamodb:ListStreams", "*"],
            ["kms:Decrypt", KEY],
            ["sqs:SendMessage", dead],
        ]);
        assert.deepEqual(granted(recording, "orders-schedule").slice(-2, -1), [["sqs:SendMessage", dead]]);
        assert.deepEqual(variables(recording), {});
    });

    it("signs in callers of an API: tokens of the user pool and its client", async () => {
        const { graph } = await stack(EXISTING, {
            "plumbline:functions": { orders: CODE },
            "plumbline:apis": {
                shop: { authorizer: "existing:directory/customers", routes: { "GET /orders": "orders" } },
            },
        });
        const { authorizerType, jwtConfiguration } = graph.inputs("apigatewayv2.Authorizer");
        assert.equal(authorizerType, "JWT");
        assert.deepEqual(jwtConfiguration, {
            issuer: `https://cognito-idp.${REGION}.amazonaws.com/${REGION}_Ab12Cd34E`,
            audiences: ["1a2b3c"],
        });
    });

    it("needs no permission for keys of AWS's own", async () => {
        const recording = await stack(EXISTING, function_(["existing:parameter/plain"]), {
            "aws:kms/getKey:getKey": ({ keyId }) => ({ arn: keyId, keyManager: "AWS" }),
        });
        assert.deepEqual(variables(recording), { PARAMETER_PLAIN_NAME: "plain" });
        assert.deepEqual(granted(recording), [["ssm:GetParameter", arn("ssm", "parameter/plain")]]);
        const ofTable = await stack(EXISTING, function_(["existing:table/projects:write"]), {
            "aws:kms/getKey:getKey": ({ keyId }) => ({ arn: keyId, keyManager: "AWS" }),
        });
        assert.ok(!granted(ofTable).some((statement) => JSON.stringify(statement).includes("kms:")));
    });

    it("is counted among a function's variables, with names and lengths at most as long", async () => {
        const uses = [
            ...["table/projects", "bucket/uploads", "queue/jobs", "secret/payment", "directory/customers"],
            ...["parameter/address", "topic/news", "database/app", "cache/sessions"],
        ].map((id) => `existing:${id}`);
        const config = { ...COMMON, "plumbline:existing": { ...EXISTING, ...IN_VPC }, ...function_(uses) };
        const given = variables(await run("dev", config, { calls: CALLS }));
        const settings = validate(collect(config), "dev", ROOT, "plumbline");
        const counted = linkVariables(uses, settings, { stack: "dev", project: "plumbline", hosts: {} });
        assert.deepEqual(Object.keys(given).sort(), Object.keys(counted).sort());
        for (const [name, value] of Object.entries(given)) {
            assert.ok(
                (counted[name]?.length ?? 0) >= value.length,
                `${name}: ${value} is longer than ${counted[name]}`,
            );
        }
    });
});

describe("a VPC that exists", () => {
    const inVpc = function_(["existing:database/app", "existing:cache/sessions"]);

    it("takes functions, which reach what exists in it through a group of their own", async () => {
        const recording = await stack(IN_VPC, inVpc);
        const { graph } = recording;
        assert.deepEqual(graph.inputs("lambda.Function", "orders")["vpcConfig"], {
            subnetIds: Object.values(SUBNETS),
            securityGroupIds: ["securitygroup-network-callers.existing-cache-sessions.existing-database-app"],
        });
        const name = "network-callers.existing-cache-sessions.existing-database-app";
        assert.deepEqual(graph.names("ec2.SecurityGroup"), [name]);
        assert.equal(graph.inputs("ec2.SecurityGroup", name)["vpcId"], VPC);
        assert.partialDeepStrictEqual(
            graph.inputs("vpc.SecurityGroupIngressRule", `${name}-existing-database-app-in`),
            {
                securityGroupId: GROUP,
                fromPort: 5432,
                toPort: 5432,
                referencedSecurityGroupId: `securitygroup-${name}`,
            },
        );
        for (const kind of [
            "ec2.Vpc",
            "ec2.Subnet",
            "ec2.FlowLog",
            "rds.Cluster",
            "elasticache.ReplicationGroup",
        ]) {
            assert.deepEqual(graph.names(kind), [], kind);
        }
        assert.deepEqual(graph.one("pulumi.Stack").outputs?.["network"], {
            vpcId: VPC,
            privateSubnetIds: Object.values(SUBNETS),
            publicSubnetIds: [],
            isolatedSubnetIds: Object.values(SUBNETS),
        });
    });

    it("gives addresses of the database and the cache, and their secrets by ARN", async () => {
        const recording = await stack(IN_VPC, inVpc);
        const master = arn("secretsmanager", "secret:rds!cluster-1-AbCdEf");
        assert.deepEqual(variables(recording), {
            DATABASE_APP_HOST: "shop.cluster-x.rds.amazonaws.com",
            DATABASE_APP_READER_HOST: "shop.cluster-ro-x.rds.amazonaws.com",
            DATABASE_APP_PORT: "5432",
            DATABASE_APP_NAME: "shop",
            DATABASE_APP_USERNAME_ARN: master,
            DATABASE_APP_PASSWORD_ARN: master,
            CACHE_SESSIONS_HOST: "master.sessions.cache.amazonaws.com",
            CACHE_SESSIONS_READER_HOST: "replica.sessions.cache.amazonaws.com",
            CACHE_SESSIONS_PORT: "6379",
            CACHE_SESSIONS_TOKEN_ARN: arn("secretsmanager", "secret:sessions-token-AbCdEf"),
        });
        assert.deepEqual(granted(recording), [
            [
                "secretsmanager:GetSecretValue",
                `${master} ${arn("secretsmanager", "secret:sessions-token-AbCdEf")}`,
            ],
            ["kms:Decrypt", KEY, { "kms:ViaService": `secretsmanager.${REGION}.amazonaws.com` }],
        ]);
    });

    it("takes everything else that stands in a VPC, each in the subnets that are meant for it", async () => {
        const isolated = ["subnet-0ddddddddddddddda", "subnet-0dddddddddddddddb"];
        const network = {
            ...IN_VPC.network,
            publicSubnetIds: Object.values(SUBNETS),
            isolatedSubnetIds: isolated,
        };
        const { graph } = await stack(
            { network },
            {
                "plumbline:databases": { own: { engine: "postgres", version: "16" } },
                "plumbline:services": { web: { image: "nginx:1.29", public: {}, uses: ["database/own"] } },
                "plumbline:servers": { reports: {} },
            },
            {
                "aws:ec2/getSubnet:getSubnet": ({ id }) => ({
                    vpcId: VPC,
                    availabilityZone: `${REGION}${String(id).slice(-1)}`,
                }),
                "aws:ec2/getAmi:getAmi": () => ({ id: "ami-1" }),
            },
        );
        assert.deepEqual(graph.inputs("rds.SubnetGroup", "own")["subnetIds"], isolated);
        assert.deepEqual(graph.inputs("lb.LoadBalancer", "public")["subnets"], Object.values(SUBNETS));
        assert.deepEqual(graph.names("ec2.Subnet"), []);
    });

    it("signs in to a database with an IAM user, or with a secret that is named", async () => {
        const database = { instance: "legacy", securityGroupId: GROUP, databaseName: "shop" };
        const uses = function_(["existing:database/app"]);
        const { network } = IN_VPC;
        const byUser = await stack({ network, databases: { app: { ...database, iamUser: "shop" } } }, uses);
        assert.deepEqual(granted(byUser), [["rds-db:connect", arn("rds-db", "dbuser:db-ABC/shop")]]);
        const bySecret = await stack(
            { network, databases: { app: { ...database, secret: "legacy-user" } } },
            uses,
        );
        assert.deepEqual(granted(bySecret), [
            ["secretsmanager:GetSecretValue", arn("secretsmanager", "secret:legacy-user-AbCdEf")],
        ]);
    });
});

describe("what is not there", () => {
    const said = (existing: object, calls: Calls = {}, more = {}): Promise<string[]> =>
        linesOf(stack(existing, more, calls), "dev");
    const here = `${REGION} of account ${ACCOUNT}`;

    it("is listed, all at once", async () => {
        assert.deepEqual(
            await said(
                {
                    tables: { projects: "projects-prod", plain: "plain" },
                    queues: { jobs: "jobs" },
                    buckets: { far: "acme-far" },
                },
                {
                    "aws:dynamodb/getTable:getTable": () =>
                        refused(
                            "aws:dynamodb/getTable:getTable",
                            "reading DynamoDB Table (x): ResourceNotFoundException: Requested resource not found: Table: x not found",
                        ),
                    "aws:sqs/getQueue:getQueue": () =>
                        refused(
                            "aws:sqs/getQueue:getQueue",
                            "reading SQS Queue (jobs): operation error SQS: GetQueueUrl, https response error StatusCode: 403, AccessDenied: no",
                        ),
                },
            ),
            [
                `plumbline:existing.buckets.far: "acme-far" is in us-east-1; it must be in plumbline:region, which is ${REGION}`,
                `plumbline:existing.queues.jobs: "jobs" cannot be read in ${here}, because it is somebody else's, or these credentials may not: reading SQS Queue (jobs): operation error SQS: GetQueueUrl, https response error StatusCode: 403, AccessDenied: no`,
                `plumbline:existing.tables.plain: "plain" does not exist in ${here}; it must be there before this stack uses it`,
                `plumbline:existing.tables.projects: "projects-prod" does not exist in ${here}; it must be there before this stack uses it`,
            ],
        );
    });

    it("is a stream that a function follows", async () => {
        const functions = { orders: { code: CODE, on: ["existing:table/plain", "existing:table/projects"] } };
        assert.deepEqual(await said(EXISTING, {}, { "plumbline:functions": functions }), [
            `plumbline:existing.tables.plain: "${arn("dynamodb", "table/plain-prod")}" has no stream, which functions.orders follows; its owner must turn one on`,
        ]);
    });

    it("is told apart from what AWS cannot answer", async () => {
        assert.deepEqual(
            await said(
                { secrets: { payment: "payment" } },
                {
                    "aws:secretsmanager/getSecret:getSecret": () =>
                        refused("aws:secretsmanager/getSecret:getSecret", "ThrottlingException: slow down"),
                },
            ),
            [
                `plumbline:existing.secrets.payment: "payment" cannot be looked up in ${here}: ThrottlingException: slow down`,
            ],
        );
    });

    it("is named for each part of a network and of a database", async () => {
        const other = "subnet-0cccccccccccccccc";
        assert.deepEqual(
            await said({
                network: {
                    vpcId: VPC,
                    privateSubnetIds: [SUBNETS.a, other],
                    publicSubnetIds: [SUBNETS.b, "subnet-0eeeeeeeeeeeeeeee"],
                },
                databases: {
                    app: { cluster: "shop", securityGroupId: "sg-00000000" },
                    legacy: { instance: "legacy", securityGroupId: GROUP },
                    old: { instance: "legacy", securityGroupId: GROUP, databaseName: "old" },
                },
                caches: {
                    open: { replicationGroup: "sessions", securityGroupId: GROUP },
                    sharded: { replicationGroup: "sharded", securityGroupId: GROUP },
                },
            }),
            [
                'plumbline:existing.caches.open.token: is missing; "sessions" asks for a token, so that it must be the secret that holds it',
                'plumbline:existing.caches.sharded.replicationGroup: "sharded" is not allowed, because it is in cluster mode; it must be a replication group with a primary endpoint',
                `plumbline:existing.databases.app.securityGroupId: "sg-00000000" is no security group of "shop"; it must be one of ${GROUP}`,
                'plumbline:existing.databases.legacy.databaseName: is missing; "legacy" was made without a database, so that it must be the name of one on it',
                'plumbline:existing.databases.old.secret: is missing; RDS keeps no password of "legacy", so that it must be a secret with username and password, or iamUser',
                `plumbline:existing.network.privateSubnetIds[1]: "${other}" is in vpc-0fedcba9876543210; it must be in vpcId, which is ${VPC}`,
                `plumbline:existing.network.publicSubnetIds: are all in ${REGION}b; they must be in two zones at least`,
            ],
        );
    });
});
