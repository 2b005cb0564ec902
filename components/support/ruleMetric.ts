import type * as pulumi from "@pulumi/pulumi";

import { Metric } from "./cloudwatch";

/** How often a rule of EventBridge that finds failures has found one: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export function failuresFound(ruleName: pulumi.Input<string>): Metric {
    return new Metric({
        namespace: "AWS/Events",
        name: "TriggeredRules",
        dimensions: { RuleName: ruleName },
        statistic: "Sum",
        period: 300,
        label: "failed",
    });
}
