/** A function that may read one secret, and nothing else. */
import { join } from "node:path";

import { EncryptionKey, Secret } from "../../../components/secret";
import { ServerlessFunction } from "../../../components/function";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Secrets and logs", region, accountId });
const secret = new Secret("payment", { generate: 48, accountId, keyArn: key.keyArn });
const orders = new ServerlessFunction("orders", {
    code: join(__dirname, "../../sample/functions/orders"),
    links: [{ name: "secret/payment", link: secret.link() }],
    region,
    accountId,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});

export const { functionName, version } = orders;
