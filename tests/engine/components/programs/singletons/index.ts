/** Singletons of an account: created at first, adopted from another stack later. */
import { EncryptionKey } from "../../../../../components/secret/encryptionKey";
import { SecurityBaseline } from "../../../../../components/account/securityBaseline";
import { accountId, either, region } from "../variant";

const { keyArn } = new EncryptionKey("data", { description: "Data", region, accountId, protect: false });
const mode = either("create" as const, "adopt" as const);
const { detectorId } = new SecurityBaseline("security", {
    awsName: "shop",
    trail: "skip",
    config: "skip",
    guardDuty: mode,
    securityHub: mode,
    accessAnalyzer: mode,
    ebsEncryption: mode,
    s3PublicAccess: mode,
    passwordPolicy: mode,
    ...either({}, { analyzerName: "shop" }),
    region,
    accountId,
    keyArn,
    logs: { retentionDays: 30, keyArn },
});

export { detectorId };
