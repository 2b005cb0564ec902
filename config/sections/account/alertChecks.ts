import { parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";

/** SNS takes addresses that it can call over TLS. */
const HTTPS = /^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/;

/** Channels of alerts have recipients. Commands do not know the values of secrets; the program does. */
export const channelsReachSomebody: Check = {
    keys: ["alerts", "secrets"],
    run: ({ alerts, secrets }) =>
        Object.entries(alerts.channels).flatMap(([channel, { emails, webhook }]) => {
            const key = `plumbline:alerts.channels.${channel}`;
            if (webhook === undefined) {
                const message = "has no recipient; it must have emails, a webhook, or both";
                return emails.length > 0 ? [] : [{ key, message }];
            }
            const secret = secrets[parseUse(webhook).name];
            const address = secret?.value?.reveal();
            const wrong =
                secret === undefined
                    ? "does not exist in plumbline:secrets"
                    : address === undefined
                      ? "has no value in plumbline:secrets; the address must be known when the stack is deployed"
                      : address !== "" && !HTTPS.test(address)
                        ? "has another value than an address such as https://events.example.com/key"
                        : undefined;
            return wrong === undefined ? [] : [{ key: `${key}.webhook`, message: `${webhook} ${wrong}` }];
        }),
};
