import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { MAX_METRICS_OF_ALARM } from "../support/alarmMath";
import { Component } from "../support/component";
import { functionMetric } from "./functionMetrics";
import { createAlarms } from "../support/metrics";
import { chunks } from "../../model/lists";

/** Arguments of {@link FunctionAlarms}. */
export interface FunctionAlarmsArgs {
    /** Functions by name. */
    readonly functions: Readonly<Record<string, { readonly functionName: pulumi.Input<string> }>>;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
    /** Errors of ten functions in five minutes that are more than noise. @default 5 */
    readonly maxErrors?: number;
}

/** Metrics, and the end of their alarm's description. */
const WATCHED = {
    errors: { metric: "Errors", what: "fail: see the log of the function that the dashboard shows" },
    throttles: { metric: "Throttles", what: "are refused calls: raise their concurrency, or the account's" },
};

/**
 * Alarms on errors and refused calls that functions share: as many as an alarm can watch (10) in one, so that
 * scores of functions need a handful of alarms. Groups follow the order of the functions, so that a new one at
 * the end changes the last group only.
 */
export class FunctionAlarms extends Component {
    constructor(name: string, args: FunctionAlarmsArgs, options?: pulumi.ComponentResourceOptions) {
        super("FunctionAlarms", name, options);
        const groups = chunks(Object.entries(args.functions), MAX_METRICS_OF_ALARM);
        groups.forEach((members, index) => {
            const names = members.map(([member]) => member).join(", ");
            const sum = (metric: string) => ({
                expression: "SUM(METRICS())",
                label: `${metric} of ${members.length} functions`,
                metrics: Object.fromEntries(
                    members.map(([member, { functionName }]) => [
                        `f_${member.replaceAll("-", "_")}`,
                        functionMetric(functionName, metric, { statistic: "Sum" }),
                    ]),
                ),
            });
            const alarms = Object.entries(WATCHED).map(([key, { metric, what }]) => [
                key,
                {
                    metric: sum(metric),
                    threshold: key === "errors" ? (args.maxErrors ?? defaults.functionAlarms.maxErrors) : 0,
                    periods: 1,
                    description: `Some of the functions ${names} ${what}.`,
                },
            ]);
            createAlarms(`${name}-${index + 1}`, args.alarmTopicArn, Object.fromEntries(alarms), this.child);
        });
        this.registerOutputs();
    }
}
