/** A topic, and a queue that gets its messages. */
import { Topic } from "../../../components/events";
import { EncryptionKey } from "../../../components/secret";
import { Queue } from "../../../components/storage";
import { accountId, region } from "../account";

const { keyArn } = new EncryptionKey("data", { description: "Orders", region, accountId });
const logs = { keyArn, retentionDays: 30 };
const topic = new Topic("orders", { accountId, region, keyArn, logs });
new Queue("mails", {
    accountId,
    keyArn,
    topics: [{ name: "orders", topicArn: topic.topicArn, filter: { kind: ["paid"] } }],
});

export const { topicArn } = topic;
