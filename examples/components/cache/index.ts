/** Valkey with a replica in another zone. */
import { Cache } from "../../../components/cache";
import { EncryptionKey } from "../../../components/secret";
import { Network } from "../../../components/network";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Cache of the shop", region, accountId });
const logs = { retentionDays: 30, keyArn: key.keyArn };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs,
});
const cache = new Cache("sessions", { vpc, accountId, keyArn: key.keyArn, logs });

export const { host, port, secretArn } = cache;
