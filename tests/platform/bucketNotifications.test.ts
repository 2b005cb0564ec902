import assert from "node:assert/strict";

import { connectBuckets, type Notification } from "../../platform/bucketNotifications";
import { Bucket } from "../../components/storage/bucket";
import { KEY } from "../support/fixtures";
import { ACCOUNT } from "../support/providerOutputs";
import { record } from "../support/recorder";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jobs";
const ALIAS = "arn:aws:lambda:eu-west-1:111122223333:function:orders:live";
const made = {
    queue: { jobs: { queueArn: QUEUE } },
    topic: { news: { topicArn: "arn:aws:sns:eu-west-1:111122223333:news" } },
    function: { orders: { functionName: "orders-0a1", aliasName: "live", aliasArn: ALIAS } },
};
const connected = async (
    notifications: readonly (Notification & { readonly to: string })[],
    followed = new Set<string>(),
) => {
    const { graph } = await record(() => {
        const bucket = { uploads: new Bucket("uploads", { keyArn: KEY }) };
        connectBuckets({ uploads: { notifications } }, { ...made, bucket }, { accountId: ACCOUNT, followed });
    });
    return graph;
};

describe("notifications of buckets", () => {
    it("notify queues and functions of exactly the configured objects", async () => {
        const graph = await connected([
            { to: "queue/jobs", events: ["created"], prefix: "incoming/" },
            { to: "function/orders", events: ["removed", "restored"], suffix: ".pdf" },
        ]);
        assert.deepEqual(graph.inputs("s3.BucketNotification"), {
            bucket: "uploads-0a1b2c3",
            queues: [
                { id: "1-jobs", events: ["s3:ObjectCreated:*"], filterPrefix: "incoming/", queueArn: QUEUE },
            ],
            lambdaFunctions: [
                {
                    id: "2-orders",
                    events: ["s3:ObjectRemoved:*", "s3:ObjectRestore:*"],
                    filterSuffix: ".pdf",
                    lambdaFunctionArn: ALIAS,
                },
            ],
        });
    });

    it("tell EventBridge, if something follows the bucket there, besides the others", async () => {
        const followed = new Set(["uploads"]);
        const alone = await connected([], followed);
        assert.partialDeepStrictEqual(alone.inputs("s3.BucketNotification"), {
            eventbridge: true,
            queues: [],
        });
        const both = await connected([{ to: "queue/jobs", events: ["created"] }], followed);
        const { eventbridge, queues } = both.inputs("s3.BucketNotification");
        assert.deepEqual([eventbridge, (queues as unknown[]).length], [true, 1]);
        assert.deepEqual((await connected([])).all("s3.BucketNotification"), []);
    });

    it("notify topics as well", async () => {
        const graph = await connected([{ to: "topic/news", events: ["created"] }]);
        assert.deepEqual(graph.inputs("s3.BucketNotification")["topics"], [
            {
                id: "1-news",
                events: ["s3:ObjectCreated:*"],
                topicArn: "arn:aws:sns:eu-west-1:111122223333:news",
            },
        ]);
    });

    it("come after the permission to call a function, which is for this bucket and account alone", async () => {
        const graph = await connected([
            { to: "function/orders", events: ["created"] },
            { to: "function/orders", events: ["removed"] },
        ]);
        assert.deepEqual(graph.inputs("lambda.Permission"), {
            action: "lambda:InvokeFunction",
            principal: "s3.amazonaws.com",
            function: "orders-0a1",
            qualifier: "live",
            sourceArn: "arn:aws:s3:::uploads-0a1b2c3",
            sourceAccount: ACCOUNT,
        });
        const { dependsOn } = graph.one("s3.BucketNotification");
        assert.ok(dependsOn.includes(graph.one("lambda.Permission").urn));
    });

    it("are absent without configuration", async () => {
        assert.deepEqual((await connected([])).all("s3.BucketNotification"), []);
    });
});
