/** A load balancer that writes access logs, for services and servers to share. */
import { EncryptionKey } from "../../../components/secret";
import { LoadBalancer } from "../../../components/loadBalancer";
import { createLogBucket } from "../../../components/storage";
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
const logBucket = createLogBucket("logs", { accountId, retentionDays: 30 }, {});
const loadBalancer = new LoadBalancer("public", { vpc, logBucket: logBucket.openedName });

export const { dnsName, listenerArn } = loadBalancer;
