import type * as aws from "@pulumi/aws/cloudwatch";
import type * as cloudwatch from "./cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { concernOf, UNLISTED } from "../../model/severities";
import { channelsFor } from "./channels";
import { mathAlarm, type MetricMath } from "./alarmMath";
import { EDGE_REGION, inRegion } from "./regions";

/** A component's place on the stack's dashboard: a title, and below it a row of widgets. */
export interface DashboardRow {
    readonly title: string;
    readonly widgets: readonly cloudwatch.Widget[];
}

/** Implemented by every component with widgets on the stack's dashboard. */
export interface Monitored {
    /** Row of the component on the stack's dashboard. */
    dashboardRow(): DashboardRow;
}

/** Implemented by every component that logs: business metrics and log queries read the group. */
export interface Logged {
    readonly logGroupName: pulumi.Output<string>;
}

export function isMonitored<T extends object>(component: T): component is T & Monitored {
    return "dashboardRow" in component;
}

export function isLogged<T extends object>(component: T): component is T & Logged {
    return "logGroupName" in component;
}

/** Arguments of an alarm. */
export interface AlarmArgs {
    readonly metric: cloudwatch.Metric | MetricMath;
    /** The problem, and where to look first: for the person on call. */
    readonly description: string;
    readonly threshold: number;
    /** @default "above" */
    readonly when?: "above" | "below";
    /** Periods in a row that the threshold must be crossed. @default 3 */
    readonly periods?: number;
    /** "breaching" where data must always arrive. @default "notBreaching" */
    readonly missingData?: "breaching" | "notBreaching";
}

/** Alarms by the component that they are children of, for the stack's health. */
const alarmsByParent = new WeakMap<pulumi.Resource, aws.MetricAlarm[]>();

/**
 * Alarms of a component, named `<prefix>-<key>`, that publish to a topic when they change to ALARM and back to OK.
 *
 * @param topicArn undefined: no alarms, as no one would see them
 */
export function createAlarms(
    prefix: string,
    topicArn: pulumi.Input<string> | undefined,
    alarms: Readonly<Record<string, AlarmArgs>>,
    options: pulumi.CustomResourceOptions,
): aws.MetricAlarm[] {
    const created = make(prefix, topicArn, alarms, options);
    const { parent } = options;
    if (parent) alarmsByParent.set(parent, [...(alarmsByParent.get(parent) ?? []), ...created]);
    return created;
}

/** Alarms that are no part of the stack's health: what sets them off may be right. */
export function createOtherAlarms(
    prefix: string,
    topicArn: pulumi.Input<string> | undefined,
    alarms: Readonly<Record<string, AlarmArgs>>,
    options: pulumi.CustomResourceOptions,
): aws.MetricAlarm[] {
    return make(prefix, topicArn, alarms, options);
}

/**
 * Alarms on metrics of CloudFront and its firewall, which exist in us-east-1 only. For a stack of another region
 * they are not part of its health: an alarm can only watch alarms of its own region.
 *
 * @param region the stack's
 * @param topicArn a topic in us-east-1
 */
export function createEdgeAlarms(
    prefix: string,
    region: string,
    topicArn: pulumi.Input<string> | undefined,
    alarms: Readonly<Record<string, AlarmArgs>>,
    options: pulumi.CustomResourceOptions,
): aws.MetricAlarm[] {
    return region === EDGE_REGION
        ? createAlarms(prefix, topicArn, alarms, options)
        : make(prefix, topicArn, alarms, inRegion(EDGE_REGION, options));
}

function make(
    prefix: string,
    topicArn: pulumi.Input<string> | undefined,
    alarms: Readonly<Record<string, AlarmArgs>>,
    options: pulumi.CustomResourceOptions,
): aws.MetricAlarm[] {
    if (topicArn === undefined) return [];
    return Object.entries(alarms).map(([key, { metric, ...args }]) => {
        const name = `${prefix}-${key}`;
        const topics = [topicArn, ...channelsOf(name, topicArn, options.parent)];
        const actions = { alarmActions: topics, okActions: topics };
        const settings = {
            alarmDescription: args.description,
            threshold: args.threshold,
            comparisonOperator: args.when === "below" ? "LessThanThreshold" : "GreaterThanThreshold",
            evaluationPeriods: args.periods ?? 3,
            treatMissingData: args.missingData ?? "notBreaching",
            ...actions,
        } as const;
        return "expression" in metric
            ? mathAlarm(name, metric, settings, options)
            : metric.createAlarm(name, settings, options);
    });
}

/** The topics of the channels that take an alarm, by its severity. */
function channelsOf(
    name: string,
    topicArn: pulumi.Input<string>,
    parent: pulumi.Resource | undefined,
): pulumi.Output<string>[] {
    const concern = concernOf(parent?.constructor.name ?? "", name) ?? UNLISTED;
    return channelsFor(topicArn, concern).map((channel) => channel.topicArn);
}

/** The alarms that {@link createAlarms} created as children of a component. */
export function alarmsOf(component: pulumi.Resource): readonly aws.MetricAlarm[] {
    return alarmsByParent.get(component) ?? [];
}
