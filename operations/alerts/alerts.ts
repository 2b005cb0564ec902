/** Who gets the alerts of a stack. */
import type { Settings } from "../../config/validate";
import {
    ANOMALY,
    BUDGET,
    type Concern,
    concernOf,
    FAILED_PIPELINE,
    FINDING,
    SEVERITIES,
    SOURCES,
    takes,
    UNLISTED,
} from "../../model/severities";
import type { Resource } from "../state/resource";
import { nameOf, typesOf } from "../state/urn";
import { table } from "../text/table";

/** An alarm of the deployed stack. */
export interface DeployedAlarm extends Concern {
    /** Logical name. */
    readonly name: string;
    readonly alarmName: string;
    /** Channels whose topics it publishes to; "everyone" is the topic of every alert. */
    readonly channels: readonly string[];
}

/** Recipients of alerts of one severity and source. */
export interface AlertRow extends Concern {
    /** What there is to tell, besides alarms. */
    readonly events: readonly string[];
    /** How many alarms of the deployed stack. */
    readonly alarms: number;
    /** Everyone's and those of channels, as text. */
    readonly recipients: readonly string[];
}

export interface AlertsOfStack {
    readonly rows: readonly AlertRow[];
    /** Of the deployed stack; none if it is not deployed. */
    readonly alarms: readonly DeployedAlarm[];
}

type Given = Pick<Settings, "alerts" | "budget" | "security" | "pipelines">;

const EVERYONE = "everyone";

/** The alerts of a stack file, and the alarms of the deployed stack with where they really go. */
export function alertsOf(settings: Given, resources: readonly Resource[]): AlertsOfStack {
    const { channels } = settings.alerts;
    const alarms = alarmsOf(resources);
    const everyone = recipientsOf(settings.alerts);
    const rows = SEVERITIES.flatMap((severity) =>
        SOURCES.map((source): AlertRow => {
            const isSame = (one: Concern): boolean => one.severity === severity && one.source === source;
            const taking = Object.entries(channels).filter(([, channel]) =>
                takes(channel, { severity, source }),
            );
            return {
                severity,
                source,
                events: eventsOf(settings).flatMap(([what, concern]) => (isSame(concern) ? [what] : [])),
                alarms: alarms.filter(isSame).length,
                recipients: [
                    ...everyone,
                    ...taking.map(([name, channel]) => `${name}: ${recipientsOf(channel).join(", ")}`),
                ],
            };
        }),
    );
    return { rows, alarms };
}

/** What is told besides alarms. */
function eventsOf({ budget, security, pipelines }: Given): [string, Concern][] {
    return [
        ...(security.guardDuty === "skip" ? [] : [["findings of GuardDuty", FINDING] as [string, Concern]]),
        ...(Object.keys(pipelines).length === 0
            ? []
            : [["failed pipelines", FAILED_PIPELINE] as [string, Concern]]),
        // A notification of a budget has one topic: channels get it by their addresses only.
        ["budgets (channels: by e-mail)", BUDGET],
        ...(budget.anomalies.mode === "skip" ? [] : [["unusual costs", ANOMALY] as [string, Concern]]),
    ];
}

function recipientsOf({
    emails,
    slack,
    webhook,
}: Pick<Given["alerts"], "emails" | "slack"> & { readonly webhook?: string | undefined }): string[] {
    return [
        ...emails,
        ...(slack ? [`Slack ${slack.channelId}`] : []),
        ...(webhook === undefined ? [] : [webhook]),
    ];
}

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "aws:sns/topic:Topic";

function alarmsOf(resources: readonly Resource[]): DeployedAlarm[] {
    const present = resources.filter((resource) => resource.delete !== true);
    const topics = new Map(
        present.flatMap(({ type, urn, outputs }) => {
            const parent = /plumbline:index:Alerts\$/.test(typesOf(urn));
            return type === TOPIC && parent ? [[outputs?.["arn"], channelNamed(nameOf(urn))] as const] : [];
        }),
    );
    return present.flatMap(({ type, urn, outputs }) => {
        const actions = outputs?.["alarmActions"];
        if (type !== ALARM || !Array.isArray(actions) || actions.length === 0) return [];
        const name = nameOf(urn);
        return [
            {
                name,
                alarmName: String(outputs?.["name"]),
                ...(concernOf(componentOf(urn), name) ?? UNLISTED),
                channels: actions.map((arn: unknown) => topics.get(arn) ?? String(arn)),
            },
        ];
    });
}

/** `alerts-oncall` and, in us-east-1, `edge-alerts-oncall` are topics of a channel. */
function channelNamed(topic: string): string {
    return /(?:^|-)alerts-(.+)$/.exec(topic)?.[1] ?? EVERYONE;
}

/** The class of the component that has made a resource. */
function componentOf(urn: string): string {
    return /plumbline:index:(\w+)\$[^$]+$/.exec(typesOf(urn))?.[1] ?? "";
}

/** A table of recipients. */
export function showAlerts({ rows, alarms }: AlertsOfStack): string {
    const shown = rows.filter(
        ({ events, alarms: count }) => events.length > 0 || count > 0 || alarms.length === 0,
    );
    return table(
        ["Severity", "Concerns", "Alerts", "Recipients"],
        shown.map(({ severity, source, events, alarms: count, recipients }) => [
            severity,
            source,
            [
                ...(alarms.length === 0
                    ? ["alarms"]
                    : count > 0
                      ? [`${count} ${count === 1 ? "alarm" : "alarms"}`]
                      : []),
                ...events,
            ].join(", "),
            recipients.join("; ") || "(nobody)",
        ]),
    );
}

/** A table of alarms. */
export function showAlarms({ alarms }: AlertsOfStack): string {
    if (alarms.length === 0) return "The stack is not deployed, or has no alarms.";
    const order = (one: DeployedAlarm): number => SEVERITIES.indexOf(one.severity);
    return table(
        ["Alarm", "Severity", "Concerns", "Told to"],
        alarms
            .toSorted((one, other) => order(one) - order(other) || (one.name < other.name ? -1 : 1))
            .map(({ name, severity, source, channels }) => [name, severity, source, channels.join(", ")]),
    );
}
