/** A DNS zone whose questions are logged, in us-east-1. */
import { Domain, Edge, ZoneGuard } from "../../../components/edge";
import { accountId, region } from "../account";

const { zoneId, domainName } = new Domain("domain", { name: "shop.example.com", region });
const { keyArn } = new Edge("edge", { stack: "shop", accountId });
const zone = new ZoneGuard("zone", {
    domainName,
    zoneId,
    accountId,
    queryLogs: { keyArn, retentionDays: 30 },
});

export const { logGroupName } = zone;
