import { LineGraphMetricWidget, Metric, SingleNumberMetricWidget } from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { DEPLOYMENT_METRICS } from "../../model/deploymentMetrics";
import { createAlarms, type DashboardRow } from "../support/metrics";

/** Limits for deployments. */
export interface DeploymentTargets {
    /** Longest deployment, in seconds. */
    readonly maxSeconds: number;
    /** Longest roll back, in seconds. */
    readonly maxRollBackSeconds: number;
}

const DAY = 86_400;

/** Alarms and a row for the deployments of a stack, which `plumb up` records. */
export function createDeploymentMonitoring(
    name: string,
    stack: string,
    { maxSeconds, maxRollBackSeconds }: DeploymentTargets,
    alarmTopicArn: pulumi.Input<string> | undefined,
    options: pulumi.CustomResourceOptions,
): DashboardRow {
    const { namespace, ...names } = DEPLOYMENT_METRICS;
    const dimensions = { Project: pulumi.getProject(), Stack: stack };
    const metric = (
        metricName: string,
        statistic: "Average" | "Maximum" | "Minimum" | "Sum",
        label: string,
    ) => new Metric({ namespace, name: metricName, dimensions, statistic, label });
    const duration = metric(names.duration, "Maximum", "Deployment");
    const rollBackDuration = metric(names.rollBackDuration, "Maximum", "Roll back");
    const success = metric(names.success, "Average", "Success");
    const rollBacks = metric(names.rollBack, "Sum", "Roll backs");

    createAlarms(
        name,
        alarmTopicArn,
        {
            failed: {
                metric: success.with({ statistic: "Minimum" }),
                description: `A deployment of ${stack} failed. Its log says at which step.`,
                threshold: 1,
                when: "below",
                periods: 1,
            },
            "rolled-back": {
                metric: rollBacks,
                description: `A release of ${stack} was rolled back. Find out why before the next one.`,
                threshold: 0,
                periods: 1,
            },
            slow: {
                metric: duration,
                description: `A deployment of ${stack} took more than ${maxSeconds} s.`,
                threshold: maxSeconds,
                periods: 1,
            },
            "roll-back-slow": {
                metric: rollBackDuration,
                description: `A roll back of ${stack} took more than ${maxRollBackSeconds} s.`,
                threshold: maxRollBackSeconds,
                periods: 1,
            },
        },
        options,
    );
    return {
        title: "Deployments",
        widgets: [
            new SingleNumberMetricWidget({
                title: "Success rate and roll backs of a day",
                period: DAY,
                metrics: [success.with({ period: DAY }), rollBacks.with({ period: DAY })],
            }),
            new LineGraphMetricWidget({
                title: "Duration (s)",
                width: 12,
                metrics: [duration, rollBackDuration],
            }),
        ],
    };
}
