import assert from "node:assert/strict";
import * as path from "node:path";
import { callAws } from "./support/aws";
import { Clone } from "./support/clone";

const stackFile = path.join(__dirname, "fixtures/existing.yaml");

type Answer = Record<string, unknown>;

/** Ids that AWS chooses. */
interface Made {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
    readonly groupId: string;
    readonly userPoolId: string;
    readonly clientId: string;
    readonly listenerArn: string;
}

describe("a stack that uses what somebody else has made", () => {
    let clone: Clone;
    let call: (service: string, operation: string, params?: Answer) => Promise<Answer>;
    let made: Made;

    before(async () => {
        clone = await Clone.create("clone with neighbours", stackFile);
    });

    after(async () => {
        await clone.remove();
    });

    /** As somebody else would, by hand. */
    async function makeAll(): Promise<Made> {
        const id = (answer: Answer, what: string, key = `${what}Id`): string =>
            String((answer[what] as Answer)[key]);
        await call("dynamodb", "create_table", {
            TableName: "projects-prod",
            AttributeDefinitions: [
                { AttributeName: "id", AttributeType: "S" },
                { AttributeName: "owner", AttributeType: "S" },
            ],
            KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
            GlobalSecondaryIndexes: [
                {
                    IndexName: "by-owner",
                    KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
                    Projection: { ProjectionType: "ALL" },
                },
            ],
            BillingMode: "PAY_PER_REQUEST",
            StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
        });
        await call("s3", "create_bucket", { Bucket: "acme-uploads" });
        for (const QueueName of ["jobs", "work", "dead"]) await call("sqs", "create_queue", { QueueName });
        await call("sns", "create_topic", { Name: "news" });
        await call("ssm", "put_parameter", { Name: "/shop/address", Value: "hidden", Type: "SecureString" });
        for (const name of ["shop/payment", "shop/token"]) {
            await call("secretsmanager", "create_secret", { Name: name, SecretString: "never-to-be-seen" });
        }
        const pool = await call("cognito-idp", "create_user_pool", { PoolName: "customers" });
        const userPoolId = id(pool, "UserPool", "Id");
        const client = await call("cognito-idp", "create_user_pool_client", {
            UserPoolId: userPoolId,
            ClientName: "web",
        });
        const vpcId = id(await call("ec2", "create_vpc", { CidrBlock: "10.50.0.0/16" }), "Vpc");
        const subnetIds: string[] = [];
        for (const [index, zone] of ["a", "b"].entries()) {
            const CidrBlock = `10.50.${index}.0/24`;
            const AvailabilityZone = `us-east-1${zone}`;
            const subnet = await call("ec2", "create_subnet", { VpcId: vpcId, CidrBlock, AvailabilityZone });
            subnetIds.push(id(subnet, "Subnet"));
        }
        const group = await call("ec2", "create_security_group", {
            GroupName: "data",
            Description: "Data",
            VpcId: vpcId,
        });
        const groupId = String(group["GroupId"]);
        await call("acm", "request_certificate", {
            DomainName: "shop.example.com",
            SubjectAlternativeNames: ["*.shop.example.com"],
            ValidationMethod: "EMAIL",
        });
        const balancer = await call("elbv2", "create_load_balancer", {
            Name: "shared",
            Subnets: subnetIds,
            SecurityGroups: [groupId],
        });
        const { LoadBalancerArn } = (balancer["LoadBalancers"] as Answer[])[0] ?? {};
        const listener = await call("elbv2", "create_listener", {
            LoadBalancerArn,
            Protocol: "HTTP",
            Port: 80,
            DefaultActions: [
                {
                    Type: "fixed-response",
                    FixedResponseConfig: { StatusCode: "404", ContentType: "text/plain" },
                },
            ],
        });
        const listenerArn = String((listener["Listeners"] as Answer[])[0]?.["ListenerArn"]);
        const place = { DBSubnetGroupName: "data", VpcSecurityGroupIds: [groupId] };
        await call("rds", "create_db_subnet_group", {
            DBSubnetGroupName: "data",
            DBSubnetGroupDescription: "Data",
            SubnetIds: subnetIds,
        });
        await call("rds", "create_db_cluster", {
            ...place,
            DBClusterIdentifier: "shop",
            Engine: "aurora-postgresql",
            DatabaseName: "shop",
            MasterUsername: "postgres",
            ManageMasterUserPassword: true,
            // RDS restores an encrypted cluster only.
            StorageEncrypted: true,
        });
        await call("rds", "create_db_instance", {
            ...place,
            DBInstanceIdentifier: "legacy",
            DBInstanceClass: "db.t4g.micro",
            Engine: "mysql",
            DBName: "legacy",
            AllocatedStorage: 20,
            MasterUsername: "admin",
            MasterUserPassword: "never-to-be-seen",
        });
        await call("elasticache", "create_replication_group", {
            ReplicationGroupId: "sessions",
            ReplicationGroupDescription: "Sessions",
            Engine: "redis",
            CacheNodeType: "cache.t4g.micro",
            NumCacheClusters: 1,
            SecurityGroupIds: [groupId],
            TransitEncryptionEnabled: true,
            AuthToken: "never-to-be-seen-either",
        });
        await call("rds", "create_db_snapshot", {
            DBSnapshotIdentifier: "legacy-before",
            DBInstanceIdentifier: "legacy",
        });
        const clientId = id(client, "UserPoolClient", "ClientId");
        return { vpcId, subnetIds, groupId, userPoolId, clientId, listenerArn };
    }

    it("is rehearsed beside stand-ins, which its destruction leaves there", async () => {
        const { exitCode, stdout, all } = await clone.plumb("rehearse", "local", "--json", "--destroy");
        assert.equal(exitCode, 0, all);
        assert.match(
            all,
            /plumbline:existing: stand-ins for network, tables\.projects, .*topics\.news, certificates\.shop, loadBalancers\.shared, so that their own settings are not proven/,
        );
        assert.match(
            all,
            /plumbline:existing\["network"\]\["vpcId"\]: the id that the scratch account has given/,
        );
        const { resources } = JSON.parse(stdout) as { resources: { type: string; id: string }[] };
        const made = (type: string): string[] =>
            resources.filter((one) => one.type === type).map(({ id }) => id);
        assert.ok(made("Function").some((id) => id.startsWith("orders")));
        // Its own rules are in groups of the stand-ins, which are none of its own.
        assert.ok(made("SecurityGroupRule").length > 0);
        // The copy, which a rehearsal makes empty.
        assert.equal(made("DBCluster").length, 1);
        for (const type of ["VPC", "Table", "UserPool", "LoadBalancer", "Certificate"])
            assert.deepEqual(made(type), [], type);
    });

    it("is priced without what it does not own", async () => {
        const { exitCode, stdout, all } = await clone.plumb("cost", "--json");
        assert.equal(exitCode, 0, all);
        const { components } = JSON.parse(stdout) as { components: { component: string }[] };
        assert.ok(components.length > 0);
    });

    /** Of the rules on the listener. */
    async function priorities(): Promise<string[]> {
        const rules = await call("elbv2", "describe_rules", { ListenerArn: made.listenerArn });
        return (rules["Rules"] as { Priority: string }[]).map(({ Priority }) => Priority).sort();
    }

    it("names everything that is not there, and makes nothing: exit code 2", async () => {
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 2, all);
        for (const key of [
            "network.vpcId",
            "tables.projects",
            "buckets.uploads",
            "queues.jobs",
            "secrets.payment",
            "databases.app.cluster",
            "databases.legacy.instance",
            "caches.sessions.replicationGroup",
            "directories.customers.userPoolId",
            "parameters.address",
            "topics.news",
            "certificates.shop.regional",
            "loadBalancers.shared.listenerArn",
        ]) {
            const start = `plumbline:existing.${key}: "`;
            const line = all.split("\n").find((text) => text.includes(start));
            assert.match(
                line ?? "",
                /does not exist in us-east-1 of account 123456789012; it must be there/,
                `${key}\n${all}`,
            );
        }
        const emulator = await clone.emulator();
        call = (service, operation, params = {}) => callAws(emulator, service, operation, params);
        assert.deepEqual((await call("s3", "list_buckets"))["Buckets"], []);
    });

    it("finds it, and deploys beside it", async () => {
        made = await makeAll();
        await clone.editStackFile("local", (text) =>
            text
                .replace("vpc-00000000", made.vpcId)
                .replace("subnet-0000000a", made.subnetIds[0] ?? "")
                .replace("subnet-0000000b", made.subnetIds[1] ?? "")
                .replaceAll("sg-00000000", made.groupId)
                .replace(/arn:aws:elasticloadbalancing\S+/, made.listenerArn)
                .replace("us-east-1_000000000", made.userPoolId)
                .replace('clientId: "0"', `clientId: "${made.clientId}"`),
        );
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 0, all);
        assert.match(all, /Records to make[^]*\nweb\.shop\.example\.com +CNAME +shared-/);
        assert.deepEqual(await priorities(), ["20", "default"]);
        const { Functions } = (await call("lambda", "list_functions")) as {
            Functions: {
                FunctionName: string;
                Environment: { Variables: Record<string, string> };
                VpcConfig: Answer;
            }[];
        };
        const { Environment, VpcConfig } =
            Functions.find(({ FunctionName }) => FunctionName.startsWith("orders")) ?? {};
        const { Variables = {} } = Environment ?? {};
        assert.partialDeepStrictEqual(Variables, {
            TABLE_PROJECTS_NAME: "projects-prod",
            BUCKET_UPLOADS_NAME: "acme-uploads",
            DATABASE_APP_NAME: "shop",
            DATABASE_LEGACY_NAME: "legacy",
            DATABASE_LEGACY_PORT: "3306",
            DIRECTORY_CUSTOMERS_CLIENT_ID: made.clientId,
            PARAMETER_ADDRESS_NAME: "/shop/address",
            TOPIC_NEWS_ARN: "arn:aws:sns:us-east-1:123456789012:news",
        });
        assert.match(Variables["TABLE_PROJECTS_STREAM_ARN"] ?? "", /table\/projects-prod\/stream\//);
        assert.match(Variables["CACHE_SESSIONS_TOKEN_ARN"] ?? "", /:secret:shop\/token-/);
        assert.deepEqual(new Set(VpcConfig?.["SubnetIds"] as string[]), new Set(made.subnetIds));
    });

    it("changes nothing the second time, and has read no secret", async () => {
        const { exitCode, all } = await clone.plumb("preview", "--expect-no-changes");
        assert.equal(exitCode, 0, all);
        assert.ok(!clone.printed.join("").includes("never-to-be-seen"));
        const { stdout } = await clone.shell("pulumi stack export --stack local --show-secrets");
        assert.match(stdout, /projects-prod/);
        assert.doesNotMatch(stdout, /never-to-be-seen|hidden/);
    });

    it("has databases with the data that was there, and keeps them when the stack file no longer says from where", async () => {
        const { DBClusters } = (await call("rds", "describe_db_clusters")) as { DBClusters: Answer[] };
        const { DBInstances } = (await call("rds", "describe_db_instances")) as { DBInstances: Answer[] };
        const copy = DBClusters.find(({ DBClusterIdentifier }) => DBClusterIdentifier !== "shop");
        const orders = DBInstances.find(({ DBName, DBInstanceIdentifier }) =>
            String(DBInstanceIdentifier).includes("orders") ? (DBName ?? true) : false,
        );
        assert.partialDeepStrictEqual(copy, { DatabaseName: "shop", MasterUsername: "postgres" });
        // The master user is that of the data, with a password of its own.
        assert.partialDeepStrictEqual(orders, { MasterUsername: "admin", Engine: "mysql" });
        assert.match(String((copy?.["MasterUserSecret"] as Answer)["SecretArn"]), /^arn:aws:secretsmanager:/);
        let before = "";
        await clone.editStackFile("local", (text) => {
            before = text;
            return text
                .replace(", from: { snapshot: legacy-before }", "")
                .replace(/\n +from: { pointInTime: .*/, "");
        });
        const { exitCode, all } = await clone.plumb("preview", "--expect-no-changes");
        await clone.editStackFile("local", () => before);
        assert.equal(exitCode, 0, all);
    });

    it("has a function of its own renew the key of a third party", async () => {
        const filled = await clone.shell("echo by-hand | ./plumb secret set courier");
        assert.equal(filled.exitCode, 0, filled.all);
        const { SecretList } = (await call("secretsmanager", "list_secrets")) as { SecretList: Answer[] };
        const SecretId = SecretList.find(({ Name }) => String(Name).includes("courier"))?.["ARN"];
        const read = async (VersionStage: string): Promise<unknown> =>
            (await call("secretsmanager", "get_secret_value", { SecretId, VersionStage }))["SecretString"];
        assert.equal(await read("AWSCURRENT"), "by-hand");
        for (const before of ["by-hand", /^courier-/]) {
            await call("secretsmanager", "rotate_secret", { SecretId });
            assert.match(String(await read("AWSCURRENT")), /^courier-/);
            assert.match(String(await read("AWSPREVIOUS")), new RegExp(before));
        }
        assert.notEqual(await read("AWSCURRENT"), await read("AWSPREVIOUS"));
    });

    it("tells the recipients of an alarm's severity that it has gone off, and no others", async () => {
        const { exitCode, stdout, all } = await clone.plumb("alerts", "--json");
        assert.equal(exitCode, 0, all);
        const { alarms } = JSON.parse(stdout) as {
            alarms: { name: string; alarmName: string; severity: string; channels: string[] }[];
        };
        const alarm = alarms.find(({ severity }) => severity === "high");
        assert.deepEqual(alarm?.channels, ["everyone", "oncall"]);
        const { Topics } = (await call("sns", "list_topics")) as { Topics: { TopicArn: string }[] };
        const heard = async (channel: RegExp): Promise<string[]> => {
            const { TopicArn = "" } = Topics.find((topic) => channel.test(topic.TopicArn)) ?? {};
            const QueueName = `heard-${TopicArn.split(":").pop()}`;
            const Endpoint = `arn:aws:sqs:us-east-1:123456789012:${QueueName}`;
            const letIn = { Effect: "Allow", Action: "sqs:SendMessage", Resource: Endpoint };
            const statement = { ...letIn, Principal: { Service: "sns.amazonaws.com" } };
            const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
            const { QueueUrl } = await call("sqs", "create_queue", { QueueName, Attributes: { Policy } });
            const { SubscriptionArn } = await call("sns", "subscribe", {
                TopicArn,
                Protocol: "sqs",
                Endpoint,
            });
            for (const StateValue of ["ALARM", "OK"]) {
                const state = { AlarmName: alarm.alarmName, StateValue, StateReason: "A test" };
                await call("cloudwatch", "set_alarm_state", state);
            }
            const { Messages = [] } = (await call("sqs", "receive_message", {
                QueueUrl,
                MaxNumberOfMessages: 10,
            })) as { Messages?: { Body: string }[] };
            await call("sns", "unsubscribe", { SubscriptionArn });
            await call("sqs", "delete_queue", { QueueUrl });
            return Messages.map(({ Body }) => (JSON.parse(Body) as { Subject: string }).Subject);
        };
        const { alarmName } = alarm;
        const told = ["ALARM", "OK"].map((state) => `${state}: "${alarmName}" in us-east-1`.slice(0, 100));
        assert.deepEqual(await heard(/:alerts-oncall-/), told);
        assert.deepEqual(await heard(/:alerts-[0-9a-f]+$/), told);
        assert.deepEqual(await heard(/:alerts-chat-/), []);
    });

    it("leaves it there when it is destroyed", async () => {
        const { exitCode, all } = await clone.plumb("destroy", "--yes");
        assert.equal(exitCode, 0, all);
        const { Table } = (await call("dynamodb", "describe_table", { TableName: "projects-prod" })) as {
            Table: Answer;
        };
        assert.equal(Table["TableStatus"], "ACTIVE");
        assert.deepEqual(await priorities(), ["default"]);
        await call("s3", "head_bucket", { Bucket: "acme-uploads" });
        await call("sqs", "get_queue_url", { QueueName: "jobs" });
        await call("secretsmanager", "describe_secret", { SecretId: "shop/payment" });
        await call("cognito-idp", "describe_user_pool", { UserPoolId: made.userPoolId });
        await call("rds", "describe_db_clusters", { DBClusterIdentifier: "shop" });
        await call("elasticache", "describe_replication_groups", { ReplicationGroupId: "sessions" });
        const { SecurityGroups } = (await call("ec2", "describe_security_groups", {
            Filters: [
                { Name: "vpc-id", Values: [made.vpcId] },
                { Name: "group-name", Values: ["data"] },
            ],
        })) as { SecurityGroups: { GroupName: string; IpPermissions: unknown[] }[] };
        assert.deepEqual(
            SecurityGroups.map(({ GroupName, IpPermissions }) => [GroupName, IpPermissions.length]).sort(),
            [["data", 0]],
        );
    });
});
