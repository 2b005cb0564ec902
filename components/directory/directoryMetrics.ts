import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { MAX_METRICS_OF_ALARM } from "../support/alarmMath";
import type { AlarmArgs } from "../support/metrics";

/** A user pool and its clients by name. */
interface Directory {
    readonly userPoolId: pulumi.Input<string>;
    readonly clientIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Throttled operations, and their effect on users. */
const THROTTLES = {
    "sign-in": { metric: "SignInThrottles", what: "sign in" },
    "sign-up": { metric: "SignUpThrottles", what: "register" },
    refresh: { metric: "TokenRefreshThrottles", what: "stay signed in" },
};

/** Cognito counts by client; https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html */
function metrics({ userPoolId, clientIds }: Directory, name: string): Record<string, cloudwatch.Metric> {
    const clients = Object.entries(clientIds).slice(0, MAX_METRICS_OF_ALARM);
    return Object.fromEntries(
        clients.map(([client, clientId]) => [
            `c_${client.replaceAll("-", "_")}`,
            new cloudwatch.Metric({
                namespace: "AWS/Cognito",
                name,
                dimensions: { UserPool: userPoolId, UserPoolClient: clientId },
                statistic: "Sum",
                period: 300,
                label: client,
            }),
        ]),
    );
}

/** Alarms of a user directory: Cognito throttles requests, of some users or of all. */
export function directoryAlarms(name: string, directory: Directory): Record<string, AlarmArgs> {
    return Object.fromEntries(
        Object.entries(THROTTLES).map(([key, { metric, what }]) => [
            `${key}-throttles`,
            {
                metric: {
                    expression: "SUM(METRICS())",
                    label: `${metric} of all clients`,
                    metrics: metrics(directory, metric),
                },
                threshold: 0,
                description: `People cannot ${what} with directory ${name}: its quota of requests is used up, by an attack or by growth.`,
            },
        ]),
    );
}

/** Widgets of a user directory. */
export function directoryWidgets(directory: Directory): cloudwatch.Widget[] {
    const graph = (title: string, ...names: string[]) =>
        new cloudwatch.LineGraphMetricWidget({
            title,
            width: 8,
            metrics: names.flatMap((name) => Object.values(metrics(directory, name))),
        });
    return [
        graph("Sign-ins", "SignInSuccesses"),
        graph("Registrations", "SignUpSuccesses"),
        graph("Throttled sign-ins", "SignInThrottles"),
    ];
}
