/** Private names for services that have no public address. */
import { EncryptionKey } from "../../../components/secret";
import { Namespace } from "../../../components/service";
import { Network } from "../../../components/network";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Flow logs", region, accountId });
const logs = { retentionDays: 30, keyArn: key.keyArn };
const vpc = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs,
});
const names = new Namespace("services", { vpc, domain: "shop.internal" });

export const { namespaceId, domain } = names;
