import { parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";
import { BUDGET, budgetAddresses } from "../../../model/severities";
import { type Problem, show } from "../../messages/problems";

/** SNS takes addresses that it can call over TLS. */
const HTTPS = /^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/;

/** Channels of alerts have recipients. Commands do not know the values of secrets; the program does. */
export const channelsReachSomebody: Check = {
    keys: ["alerts", "secrets"],
    run: ({ alerts, secrets }) =>
        Object.entries(alerts.channels).flatMap(([channel, { emails, slack, webhook }]) => {
            const key = `plumbline:alerts.channels.${channel}`;
            if (webhook === undefined) {
                const message = "has no recipient; it must have emails, slack or a webhook";
                return emails.length > 0 || slack !== undefined ? [] : [{ key, message }];
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

/** A channel of Slack has one configuration in an account: https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html */
export const slackChannelsDiffer: Check = {
    keys: ["alerts"],
    run: ({ alerts }) => {
        const taken = new Map<string, string>();
        const given = [
            ["plumbline:alerts.slack", alerts.slack] as const,
            ...Object.entries(alerts.channels).map(
                ([name, { slack }]) => [`plumbline:alerts.channels.${name}.slack`, slack] as const,
            ),
        ];
        return given.flatMap(([key, slack]): Problem[] => {
            if (slack === undefined) return [];
            const first = taken.get(slack.channelId);
            if (first === undefined) {
                taken.set(slack.channelId, key);
                return [];
            }
            const message = `${show(slack.channelId)} is not allowed, because ${first} has it, and AWS takes a channel once; choose another one`;
            return [{ key: `${key}.channelId`, message }];
        });
    },
};

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html, less the topic. */
const MOST_ADDRESSES = 10;

/** A notification of a budget has few subscribers, and addresses of channels are among them. */
export const budgetsReachAll: Check = {
    keys: ["alerts", "budget"],
    run: ({ alerts, budget }) => {
        const addresses = budgetAddresses(alerts.channels, budget.emails);
        return addresses.length <= MOST_ADDRESSES
            ? []
            : [
                  {
                      key: "plumbline:budget.emails",
                      message: `${addresses.length} addresses are not allowed, those of channels that take budgets (${BUDGET.severity}, ${BUDGET.source}) among them; AWS takes ${MOST_ADDRESSES}: give a channel another severity, or one address for several people`,
                  },
              ];
    },
};
