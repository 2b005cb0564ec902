/** A web ACL with AWS's managed rules and a rate limit, for a load balancer. */
import { EncryptionKey } from "../../../components/secret";
import { Firewall } from "../../../components/edge";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Firewall log", region, accountId });
const firewall = new Firewall("regional", {
    scope: "REGIONAL",
    region,
    rateLimit: 1000,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});

export const { webAclArn } = firewall;
