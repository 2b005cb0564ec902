import * as aws from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { type BusinessMetric, createBusinessMetrics } from "./businessMetrics";
import { AlarmWidget, dashboardBody } from "../support/cloudwatch";
import { Component } from "../support/component";
import { layOut, type Section } from "./dashboardLayout";
import { createDeploymentMonitoring, type DeploymentTargets } from "./deploymentMetrics";
import { createHealthAlarm } from "./health";
import { alarmsOf, type DashboardRow, isLogged, isMonitored } from "../support/metrics";
import { createTracing, type TraceSettings } from "./tracing";
import { chunks } from "../../model/lists";
import { valueOf } from "../support/values";
import { parseUse } from "../../model/uses";

/** Arguments of {@link Monitoring}. */
export interface MonitoringArgs {
    /** Prefix of the names of dashboard, health alarm, trace group and saved queries, such as `shop-prod`. */
    readonly awsName: string;
    /** Stack whose deployments are shown. */
    readonly stack: string;
    readonly region: string;
    /** ARN of the KMS key for traces. */
    readonly keyArn: pulumi.Input<string>;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
    /** Everything that may have something to show, by kind, then by name; the dashboard has this order. */
    readonly components: Readonly<Record<string, Readonly<Record<string, pulumi.Resource>>>>;
    /** Business metrics by name; `source` is kind and name of a component with a log. @default none */
    readonly metrics?: Readonly<
        Record<string, Omit<BusinessMetric, "logGroupName"> & { readonly source: string }>
    >;
    readonly deployments: DeploymentTargets;
    readonly traces: TraceSettings;
}

/** Log groups of one saved query: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatchlogs_limits_cwl.html */
const MAX_LOG_GROUPS = 50;
/** Alarms of one widget. */
const MAX_SHOWN_ALARMS = 100;

const QUERIES = {
    errors: `fields @timestamp, @log, @message
| filter @message like /(?i)(error|exception|fatal)/
| sort @timestamp desc
| limit 100`,
    "slowest-runs": `filter @type = "REPORT" or type = "platform.report"
| fields @timestamp, @log, coalesce(@duration, record.metrics.durationMs) as milliseconds
| sort milliseconds desc
| limit 50`,
};

/**
 * The stack at one glance: one dashboard with the widgets of every component, one alarm for its health, business
 * and deployment metrics, saved log queries, and which traces are kept.
 */
export class Monitoring extends Component {
    readonly dashboardName: pulumi.Output<string>;
    readonly dashboardUrl: pulumi.Output<string>;
    /** ARN of the alarm that goes off with any other; undefined if the stack has no alarms. */
    readonly healthAlarmArn: pulumi.Output<string> | undefined;

    constructor(name: string, args: MonitoringArgs, options?: pulumi.ComponentResourceOptions) {
        super("Monitoring", name, options);
        const { awsName, stack, alarmTopicArn, deployments } = args;
        const business = this.createMetrics(args);
        const releases = createDeploymentMonitoring(
            `${name}-deployment`,
            stack,
            deployments,
            alarmTopicArn,
            this.child,
        );
        const everything = Object.values(args.components).flatMap((kind) => Object.values(kind));
        const alarms = [...everything, this].flatMap(alarmsOf);
        const health = createHealthAlarm(
            name,
            `${awsName}-health`,
            alarms.map((alarm) => alarm.name),
            this.child,
        );
        const status = health ? [statusRow(health, alarms)] : [];
        const dashboard = this.createDashboard(args, [...status, releases, business]);
        this.saveQueries(args);
        createTracing(name, awsName, args.keyArn, args.traces, this.child);
        this.dashboardName = dashboard.dashboardName;
        const { region } = args;
        this.dashboardUrl = pulumi.interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards:name=${dashboard.dashboardName}`;
        this.healthAlarmArn = health?.arn;
        this.registerOutputs({
            dashboardName: this.dashboardName,
            dashboardUrl: this.dashboardUrl,
            healthAlarmArn: this.healthAlarmArn,
        });
    }

    private createMetrics({
        awsName,
        metrics = {},
        components,
        alarmTopicArn,
    }: MonitoringArgs): DashboardRow {
        const sourced = Object.entries(metrics).map(([key, { source, ...metric }]) => {
            const { kind, name: member } = parseUse(source);
            const component = valueOf(valueOf(components, kind), member);
            if (!isLogged(component)) {
                throw this.refusal(`metric ${key}: ${source} has no log to count in`);
            }
            return [key, { ...metric, logGroupName: component.logGroupName }] as const;
        });
        return createBusinessMetrics(
            this.name,
            awsName,
            Object.fromEntries(sourced),
            alarmTopicArn,
            this.child,
        );
    }

    private createDashboard(args: MonitoringArgs, first: readonly DashboardRow[]): aws.Dashboard {
        const general = first
            .filter(({ widgets }) => widgets.length > 0)
            .map((row): Section => ({ title: row.title, rows: [row] }));
        const kinds = Object.entries(args.components).map(([kind, members]): Section => ({
            title: `All of kind ${kind}`,
            rows: Object.values(members)
                .filter(isMonitored)
                .map((component) => component.dashboardRow()),
        }));
        const rows = this.orRefuse(() => layOut([...general, ...kinds]));
        return new aws.Dashboard(
            this.name,
            { dashboardName: args.awsName, dashboardBody: dashboardBody(rows, args.region) },
            this.child,
        );
    }

    private saveQueries({ awsName, components }: MonitoringArgs): void {
        const logGroups = Object.values(components)
            .flatMap((kind) => Object.values(kind))
            .filter(isLogged)
            .map(({ logGroupName }) => logGroupName);
        chunks(logGroups, MAX_LOG_GROUPS).forEach((logGroupNames, index) => {
            const suffix = index === 0 ? "" : `-${index + 1}`;
            for (const [key, queryString] of Object.entries(QUERIES)) {
                new aws.QueryDefinition(
                    `${this.name}-${key}${suffix}`,
                    { name: `${awsName}/${key}${suffix}`, logGroupNames, queryString },
                    this.child,
                );
            }
        });
    }
}

function statusRow(health: aws.CompositeAlarm, alarms: readonly aws.MetricAlarm[]): DashboardRow {
    const shown = [health, ...alarms].slice(0, MAX_SHOWN_ALARMS);
    return {
        title: "Health",
        widgets: [
            new AlarmWidget({
                title: "Alarms",
                width: 24,
                height: 4,
                sortBy: "stateUpdatedTimestamp",
                alarms: shown.map(({ arn }) => arn),
            }),
        ],
    };
}
