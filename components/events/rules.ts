import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { containerSettings } from "./containerTarget";
import type { RuleSource } from "./ruleSource";
import type { EventTarget } from "./target";

/** A rule without a target: the target's policy names it first. */
export interface ReadyRule {
    readonly source: RuleSource;
    readonly rule: cloudwatch.EventRule;
}

/** Creates a rule for each source. */
export function createRules(
    name: string,
    sources: readonly RuleSource[],
    options: pulumi.CustomResourceOptions,
): ReadyRule[] {
    return sources.map((source) => ({
        source,
        rule: new cloudwatch.EventRule(
            `${name}-${source.name}`,
            {
                ...(source.busName === undefined ? {} : { eventBusName: source.busName }),
                eventPattern: pulumi.jsonStringify(source.pattern),
            },
            options,
        ),
    }));
}

/** What a rule needs to start a container, besides the target itself. */
interface RuleTarget {
    /** Role with which it is started. @default none: functions and queues have policies */
    readonly roleArn?: pulumi.Input<string>;
}

/**
 * Lets rules deliver to a target. EventBridge is refused unless the target's own policy names the rule.
 *
 * @param name of the target: also that of a task's container
 */
export function createTargets(
    name: string,
    rules: readonly ReadyRule[],
    target: Omit<EventTarget, "statements"> & RuleTarget,
    options: (rule: ReadyRule) => pulumi.CustomResourceOptions,
): void {
    for (const ready of rules) {
        const { source, rule } = ready;
        new cloudwatch.EventTarget(
            `${name}-${source.name}`,
            {
                rule: rule.name,
                ...(source.busName === undefined ? {} : { eventBusName: source.busName }),
                arn: target.arn,
                ...(source.inputPath === undefined ? {} : { inputPath: source.inputPath }),
                ...(target.roleArn === undefined ? {} : { roleArn: target.roleArn }),
                ...(target.ecsParameters ? containerSettings(target.ecsParameters, name, source) : {}),
                ...(target.fifo ? { sqsTarget: { messageGroupId: source.group ?? source.name } } : {}),
                retryPolicy: {
                    maximumEventAgeInSeconds: source.maxAgeSeconds ?? defaults.ruleSource.maxAgeSeconds,
                    maximumRetryAttempts: source.retries ?? defaults.ruleSource.retries,
                },
                ...(target.onFailure ? { deadLetterConfig: { arn: target.onFailure.queueArn } } : {}),
            },
            options(ready),
        );
    }
}
