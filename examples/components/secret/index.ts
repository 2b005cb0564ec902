/** A random secret that is made anew every 30 days. */
import { EncryptionKey, Secret, SecretRotation } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Secrets", region, accountId });
const { functionArn } = new SecretRotation("secret-rotation", {
    accountId,
    region,
    keyArn: key.keyArn,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});
const secret = new Secret("session", {
    generate: 48,
    rotation: { functionArn, days: 30 },
    accountId,
    keyArn: key.keyArn,
});

export const { secretArn } = secret;
