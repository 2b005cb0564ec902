import assert from "node:assert/strict";

import { Table, type TableArgs } from "../../../components/storage/table";
import { ALERTS, base, KEY } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: TableArgs = {
    ...base,
    keyArn: KEY,
    alarmTopicArn: ALERTS,
    partitionKey: { name: "customer" },
    sortKey: { name: "at", type: "number" },
};
const indexes = {
    "by-status": { partitionKey: { name: "status" }, sortKey: { name: "at", type: "number" as const } },
    "by-owner": { partitionKey: { name: "owner" }, attributes: ["total"] },
    keys: { partitionKey: { name: "status" }, attributes: [] },
};
const table = async (more: Partial<TableArgs>) =>
    await record(() => new Table("orders", { ...args, ...more }));

const ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const STREAM = `${ARN}/stream/1`;

describe("Table", () => {
    const recording = recordOnce(() => new Table("orders", args));
    const indexed = recordOnce(() => new Table("orders", { ...args, indexes, stream: "both" }));

    it("is encrypted with the given key, has point-in-time recovery, and refuses deletion", () => {
        const { inputs, protect } = recording().graph.one("dynamodb.Table");
        assert.deepEqual(inputs, {
            hashKey: "customer",
            rangeKey: "at",
            attributes: [
                { name: "at", type: "N" },
                { name: "customer", type: "S" },
            ],
            globalSecondaryIndexes: [],
            billingMode: "PAY_PER_REQUEST",
            pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
            serverSideEncryption: { enabled: true, kmsKeyArn: KEY },
            deletionProtectionEnabled: true,
            streamEnabled: false,
        });
        assert.equal(protect, true);
    });

    it("has indexes by other keys: with all attributes, with some, with the keys only", () => {
        const hash = (attributeName: string) => ({ attributeName, keyType: "HASH" });
        const inputs = indexed().graph.inputs("dynamodb.Table");
        assert.deepEqual(inputs["globalSecondaryIndexes"], [
            {
                name: "by-owner",
                keySchemas: [hash("owner")],
                projectionType: "INCLUDE",
                nonKeyAttributes: ["total"],
            },
            {
                name: "by-status",
                keySchemas: [hash("status"), { attributeName: "at", keyType: "RANGE" }],
                projectionType: "ALL",
            },
            { name: "keys", keySchemas: [hash("status")], projectionType: "KEYS_ONLY" },
        ]);
        assert.deepEqual(
            (inputs["attributes"] as { name: string }[]).map(({ name }) => name),
            ["at", "customer", "owner", "status"],
        );
    });

    it("applies its arguments", async () => {
        const { graph } = await table({
            expiryAttribute: "expires",
            stream: "keys",
            recoveryDays: 0,
            protect: false,
            backupPlan: "nightly",
        });
        const { inputs, protect } = graph.one("dynamodb.Table");
        assert.partialDeepStrictEqual(inputs, {
            ttl: { enabled: true, attributeName: "expires" },
            streamEnabled: true,
            streamViewType: "KEYS_ONLY",
            pointInTimeRecovery: { enabled: false },
            deletionProtectionEnabled: false,
            tags: { Backup: "nightly" },
        });
        assert.equal(protect, false);
    });

    it("has capacity that scales with load between limits, for indexes too", async () => {
        const capacity = { read: { min: 5, max: 50 }, write: { min: 2, max: 20 } };
        const { "by-owner": only } = indexes;
        const { graph } = await table({ capacity, indexes: { "by-owner": only } });
        const { inputs, ignoreChanges } = graph.one("dynamodb.Table");
        assert.partialDeepStrictEqual(inputs, {
            billingMode: "PROVISIONED",
            readCapacity: 5,
            writeCapacity: 2,
            globalSecondaryIndexes: [{ readCapacity: 5, writeCapacity: 2 }],
        });
        assert.deepEqual(ignoreChanges, [
            "readCapacity",
            "writeCapacity",
            "globalSecondaryIndexes[0].readCapacity",
            "globalSecondaryIndexes[0].writeCapacity",
        ]);
        const [name] = [graph.inputs("appautoscaling.Target", "orders-read")["resourceId"]];
        assert.match(String(name), /^table\/orders-/);
        assert.deepEqual(graph.inputs("appautoscaling.Target", "orders-by-owner-write"), {
            serviceNamespace: "dynamodb",
            resourceId: `${String(name)}/index/by-owner`,
            scalableDimension: "dynamodb:index:WriteCapacityUnits",
            minCapacity: 2,
            maxCapacity: 20,
        });
        assert.equal(graph.all("appautoscaling.Policy").length, 4);
        for (const { inputs } of graph.all("appautoscaling.Policy")) {
            assert.partialDeepStrictEqual(inputs["targetTrackingScalingPolicyConfiguration"], {
                targetValue: 70,
            });
        }
    });

    describe("whose capacity scales", () => {
        const capacity = { read: { min: 5, max: 50 }, write: { min: 2, max: 20 } };
        const { "by-owner": only, keys } = indexes;
        const sent = async (more: Partial<TableArgs>) => {
            const { inputs, ignoreChanges } = (await table({ capacity, ...more })).graph.one(
                "dynamodb.Table",
            );
            return { inputs, ignoreChanges };
        };

        it("is given its capacity, and each index its own, in the update that ends paying per request", async () => {
            const deployed = { provisioned: false, indexes: { "by-owner": { read: 0, write: 0 } } };
            const { inputs, ignoreChanges } = await sent({ indexes: { "by-owner": only }, deployed });
            assert.partialDeepStrictEqual(inputs, {
                billingMode: "PROVISIONED",
                readCapacity: 5,
                writeCapacity: 2,
                globalSecondaryIndexes: [{ name: "by-owner", readCapacity: 5, writeCapacity: 2 }],
            });
            assert.deepEqual(ignoreChanges, []);
        });

        it("keeps what scaling has set once it is there", async () => {
            const deployed = { provisioned: true, indexes: { "by-owner": { read: 9, write: 7 } } };
            const { ignoreChanges } = await sent({ indexes: { "by-owner": only }, deployed });
            assert.deepEqual(ignoreChanges, [
                "readCapacity",
                "writeCapacity",
                "globalSecondaryIndexes[0].readCapacity",
                "globalSecondaryIndexes[0].writeCapacity",
            ]);
        });

        it("gives a new index its capacity, and leaves the others as they are, wherever they stand", async () => {
            const deployed = { provisioned: true, indexes: { keys: { read: 9, write: 7 } } };
            const { inputs, ignoreChanges } = await sent({ indexes: { keys, "by-owner": only }, deployed });
            assert.partialDeepStrictEqual(inputs["globalSecondaryIndexes"], [
                { name: "by-owner", readCapacity: 5, writeCapacity: 2 },
                { name: "keys", readCapacity: 9, writeCapacity: 7 },
            ]);
            assert.deepEqual(ignoreChanges, ["readCapacity", "writeCapacity"]);
        });

        it("has none, and ignores nothing, when it goes back to paying per request", async () => {
            const deployed = { provisioned: true, indexes: { "by-owner": { read: 9, write: 7 } } };
            const { graph } = await table({ indexes: { "by-owner": only }, deployed });
            const { inputs, ignoreChanges } = graph.one("dynamodb.Table");
            assert.deepEqual(
                [inputs["billingMode"], inputs["readCapacity"], ignoreChanges],
                ["PAY_PER_REQUEST", undefined, []],
            );
            assert.ok(!("readCapacity" in (inputs["globalSecondaryIndexes"] as object[])[0]!));
        });
    });

    it("has alarms: throttled requests of the table and of each index, errors on AWS's side", () => {
        assert.deepEqual(recording().graph.names("cloudwatch.MetricAlarm"), [
            "orders-errors",
            "orders-throttled-reads",
            "orders-throttled-writes",
        ]);
        const { graph, made } = indexed();
        assert.equal(graph.all("cloudwatch.MetricAlarm").length, 9);
        assert.partialDeepStrictEqual(
            graph.inputs("cloudwatch.MetricAlarm", "orders-throttled-writes-by-owner"),
            {
                metricName: "WriteThrottleEvents",
                dimensions: { GlobalSecondaryIndexName: "by-owner" },
                alarmActions: [ALERTS],
            },
        );
        assert.equal(made.dashboardRow().widgets.length, 3);
    });

    describe("link", () => {
        const WRITE = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ConditionCheckItem"];
        const describe_ = { actions: ["dynamodb:DescribeTable"], resources: [ARN] };
        const read = [
            { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem"], resources: [ARN] },
            {
                actions: ["dynamodb:Query", "dynamodb:Scan"],
                resources: [
                    ARN,
                    ...["by-owner", "by-status", "keys"].map((index) => `${ARN}/index/${index}`),
                ],
            },
            {
                actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
                resources: [STREAM],
            },
        ];
        const write = { actions: WRITE.map((action) => `dynamodb:${action}`), resources: [ARN] };
        const decrypt = {
            actions: ["kms:Decrypt"],
            resources: [KEY],
            conditions: { StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" } },
        };

        it("grants all actions on exactly the table, its indexes and its stream", async () => {
            const { environment, statements } = await resolve(indexed().made.link());
            assert.equal(environment?.["TABLE_ORDERS_STREAM_ARN"], STREAM);
            assert.match(String(environment?.["TABLE_ORDERS_NAME"]), /^orders-/);
            assert.deepEqual(statements, [describe_, ...read, write, decrypt]);
        });

        it("grants reading or writing only, if configured", async () => {
            const { made } = indexed();
            assert.deepEqual((await resolve(made.link("read"))).statements, [describe_, ...read, decrypt]);
            assert.deepEqual((await resolve(made.link("write"))).statements, [describe_, write, decrypt]);
        });
    });

    it("registers its outputs", async () => {
        await assertRegistered(indexed(), "Table", ["tableName", "tableArn", "streamArn"]);
        await assertRegistered(recording(), "Table", ["tableName", "tableArn"]);
    });
});
