import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { containerSettings } from "./containerTarget";
import type { EventTarget } from "./target";

/** Events of a bus that fit a pattern. */
export interface RuleSource {
    /** Name within the target. */
    readonly name: string;
    /** Name of the bus. @default the account's own, which gets the events of AWS's services */
    readonly busName?: pulumi.Input<string> | undefined;
    /** May hold outputs. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
    readonly pattern: object;
    /** Whether the events are of a bucket's objects. @default false */
    readonly ofObjects?: boolean;
    /** Of a container: variables that it gets, as paths in the event to texts. @default those of every event */
    readonly variables?: Readonly<Record<string, string>>;
    /** Part of the event that the target gets, such as `$.detail`. @default the whole event */
    readonly inputPath?: string;
    /** Times that a delivery is tried again, 0 to 185. @default 185 */
    readonly retries?: number;
    /** Seconds that an event is tried again, 60 to 86400. @default 86400 */
    readonly maxAgeSeconds?: number;
    /** Group of the message in a FIFO queue. @default the source's name */
    readonly group?: string;
}

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
    /** Name of the container, which gets the variables. */
    readonly name?: string;
}

/** Lets rules deliver to a target. EventBridge is refused unless the target's own policy names the rule. */
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
                ...(target.ecsParameters ? containerSettings(target.ecsParameters, target.name, source) : {}),
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
