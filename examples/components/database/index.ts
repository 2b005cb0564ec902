/** Aurora PostgreSQL that sleeps when nobody uses it. */
import { Database } from "../../../components/database";
import { EncryptionKey } from "../../../components/secret";
import { Network } from "../../../components/network";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Database of the shop", region, accountId });
const logs = { retentionDays: 30, keyArn: key.keyArn };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs,
});
const database = new Database("app", {
    engine: "aurora-postgresql",
    version: "16",
    minCapacity: 0,
    vpc,
    region,
    accountId,
    keyArn: key.keyArn,
    logs,
});

export const { host, port, secretArn } = database;
