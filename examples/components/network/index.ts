/** A VPC with public, private and isolated subnets in two zones. */
import { EncryptionKey } from "../../../components/secret";
import { Network } from "../../../components/network";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Flow logs", region, accountId });
const network = new Network("network", {
    cidr: "10.0.0.0/16",
    zones: ["a", "b"],
    nat: "single",
    region,
    accountId,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});

export const { vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = network;
