/** Code that functions share, from a folder. */
import { join } from "node:path";

import { FunctionLayer, ServerlessFunction } from "../../../components/function";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Logs", region, accountId });
const prices = new FunctionLayer("prices", { code: join(__dirname, "layer"), runtimes: ["nodejs22.x"] });
const labels = new ServerlessFunction("labels", {
    code: join(__dirname, "code"),
    layers: [prices.versionArn],
    region,
    accountId,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});

export const { functionName } = labels;
