import type { Values } from "../schema";

/** Where CloudFront has what it needs, wherever the stack is. */
export const EDGE = "us-east-1";

/** Whether a stack of another region has keys, alarms and detectors in us-east-1, as its program decides it. */
export function hasEdge({
    region,
    alerts,
    domain,
    sites,
    media,
    apis,
    firewall,
}: Pick<Values, "region" | "alerts" | "domain" | "sites" | "media" | "apis" | "firewall">): boolean {
    return (
        region !== EDGE &&
        ([alerts, ...Object.values(alerts.channels)].some(({ slack }) => slack !== undefined) ||
            domain?.queryLogs === true ||
            Object.keys({ ...sites, ...media }).length > 0 ||
            Object.values(apis).some((api) => api.cdn && (api.firewall ?? firewall.enabled)))
    );
}
