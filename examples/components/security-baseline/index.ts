/** The security of an account that has none yet; its password policy is somebody else's. */
import { EncryptionKey } from "../../../components/secret";
import { SecurityBaseline } from "../../../components/account";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Audit trail", region, accountId });
const security = new SecurityBaseline("security", {
    awsName: "shop",
    trail: "create",
    config: "create",
    guardDuty: "create",
    securityHub: "create",
    accessAnalyzer: "create",
    ebsEncryption: "create",
    s3PublicAccess: "create",
    passwordPolicy: "skip",
    region,
    accountId,
    keyArn: key.keyArn,
    logs: { retentionDays: 365, keyArn: key.keyArn },
});

export const { trailArn, detectorId } = security;
