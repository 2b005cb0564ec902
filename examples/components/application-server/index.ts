/** An EC2 instance without a public address or a key, reached through Session Manager. */
import { join } from "node:path";

import { ApplicationServer } from "../../../components/server";
import { EncryptionKey } from "../../../components/secret";
import { Network } from "../../../components/network";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Servers of the shop", region, accountId });
const logs = { retentionDays: 30, keyArn: key.keyArn };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs,
});
const server = new ApplicationServer("tools", {
    script: join(__dirname, "../../sample/servers/reports/setup.sh"),
    vpc,
    region,
    logs,
    keyArn: key.keyArn,
});

export const { groupName } = server;
