/** An event bus, and a queue that gets some of its events. */
import { EventBus } from "../../../components/events";
import { EncryptionKey } from "../../../components/secret";
import { Queue } from "../../../components/storage";
import { accountId, region } from "../account";

const { keyArn } = new EncryptionKey("data", { description: "Events", region, accountId });
const bus = new EventBus("main", { keyArn });
new Queue("orders", {
    accountId,
    keyArn,
    rules: [{ name: "main", busName: bus.busName, pattern: { source: ["shop"] } }],
});

export const { busName } = bus;
