import type { AlertsArgs } from "../components/monitoring";
import { mapValues, valueOf } from "../components/support/values";
import type { Settings } from "../config";
import { parseUse } from "../model/uses";

/** The channels of alerts, with the addresses that secrets have. */
export function channelsOf({
    alerts: { channels },
    secrets,
}: Pick<Settings, "alerts" | "secrets">): NonNullable<AlertsArgs["channels"]> {
    return mapValues(channels, ({ webhook, ...channel }) => ({
        ...channel,
        webhook: webhook === undefined ? undefined : valueOf(secrets, parseUse(webhook).name).value,
    }));
}
