/** How urgent each alarm of the platform is, and whom it concerns. */

/** From "now, whoever is on call" to "some day this week". */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who looks at it. */
export const SOURCES = ["operations", "security"] as const;
export type Source = (typeof SOURCES)[number];

/** What a message is about. */
export interface Concern {
    readonly severity: Severity;
    readonly source: Source;
}

/** Of findings of GuardDuty, of which only those of high severity are told. */
export const FINDING: Concern = { severity: "critical", source: "security" };

/** Of pipelines that have failed. */
export const FAILED_PIPELINE: Concern = { severity: "medium", source: "operations" };

/** Of budgets that are nearly, or foreseeably, spent. */
export const BUDGET: Concern = { severity: "medium", source: "operations" };

/** Of costs that are out of line. */
export const ANOMALY: Concern = { severity: "medium", source: "operations" };

/** Which alerts a channel gets. */
export interface Taken {
    readonly severities: readonly Severity[];
    readonly sources: readonly Source[];
}

/** Whether a channel gets an alert. */
export function takes({ severities, sources }: Taken, { severity, source }: Concern): boolean {
    return severities.includes(severity) && sources.includes(source);
}

/** Addresses that budgets tell besides their topic, of which they have one only: given ones, and those of channels. */
export function budgetAddresses(
    channels: Readonly<Record<string, Taken & { readonly emails: readonly string[] }>>,
    emails: readonly string[],
): string[] {
    const taking = Object.values(channels).filter((channel) => takes(channel, BUDGET));
    return [...new Set([...emails, ...taking.flatMap((channel) => channel.emails)])];
}
/** Of tasks that have failed, or that could not be started: as urgent as the alarms of tasks. */
export const FAILED_TASK: Concern = { severity: "high", source: "operations" };

/** Of versions that did not get to a server, which runs the one before. */
export const FAILED_DELIVERY: Concern = { severity: "high", source: "operations" };

/** Of an alarm of a component that is not in the table: somebody looks at it. */
export const UNLISTED: Concern = { severity: "high", source: "operations" };

/** Components whose alarms concern security. */
const SECURITY = ["SecurityBaseline", "Firewall"];

/** By component: the ends of the names of its alarms, as regular expressions, the first that fits counts. */
export const ALARMS: Readonly<Record<string, Readonly<Record<string, Severity>>>> = {
    ApplicationServer: {
        unhealthy: "critical",
        "errors|status": "high",
        "cpu|instances|slow": "medium",
    },
    Backup: { "expired|failed|overdue": "high" },
    Cache: { "(cpu|memory)-\\d": "medium", "evictions-\\d": "low" },
    Canary: { failed: "critical" },
    ContainerService: {
        "unhealthy(-[ab])?": "critical",
        "errors(-[ab])?": "high",
        tasks: "high",
        "cpu|memory|slow(-[ab])?": "medium",
    },
    Database: { "storage|connections": "high", "capacity|cpu|memory": "medium" },
    EmailDomain: { "bounces|complaints": "high" },
    EventBus: { "dead-messages": "high" },
    Firewall: { blocked: "medium" },
    FunctionAlarms: { "errors|throttles": "high" },
    LoadBalancer: { "errors|rejected": "high" },
    Media: { "server-errors": "high", "refused-requests": "medium" },
    Monitoring: {
        "deployment-(failed|rolled-back)": "high",
        "deployment-roll-back-slow": "medium",
        "deployment-slow": "low",
        // Alarms on metrics that the stack file names.
        ".*": "medium",
    },
    Network: { "nat-[a-z]-(dropped|ports)": "high", "nat-(instances|status)": "high", "nat-cpu": "medium" },
    Queue: { "dead|undelivered-messages": "high", age: "medium" },
    SecretRotation: { errors: "high" },
    SecurityBaseline: {
        "trail-(key-deleted|root-user|trail-changed|recorder-changed)": "critical",
        "trail-(unauthorized|sign-in-failed|sign-in-without-mfa|iam-changed|buckets-changed)": "high",
        "trail-[a-z-]+-changed": "medium",
    },
    ServerlessApi: { "server-errors": "high", "client-errors|latency": "medium" },
    ServerlessFunction: { "errors|throttles|provisioned": "high", ".*": "medium" },
    StaticSite: { "server-errors": "high" },
    Table: { errors: "high", "throttled-(reads|writes).*": "medium" },
    Task: { ".*": "high" },
    Topic: { "lost|dead-messages": "high", failed: "medium" },
    UserDirectory: { "sign-in-throttles": "critical", "(refresh|sign-up)-throttles": "high" },
};

/**
 * What an alarm is about; undefined if the table has none.
 *
 * @param component class of the component that it is of
 * @param name its logical name, which begins with that of the component
 */
export function concernOf(component: string, name: string): Concern | undefined {
    const rows = Object.entries(ALARMS[component] ?? {});
    const severity = rows.find(([end]) => new RegExp(`(^|-)(${end})$`).test(name))?.[1];
    const source = SECURITY.includes(component) ? "security" : "operations";
    return severity && { severity, source };
}
