import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import {
    createRules,
    createSchedules,
    createTargets,
    type QueueReference,
    type ReadyRule,
    type RuleSource,
    type Schedule,
    subscribe,
    type TopicSource,
} from "../events";
import { after } from "../support/after";
import { createDeadLetters, openTo } from "../support/deadLetters";

interface FunctionEventsArgs {
    readonly accountId: string;
    /** ARN of the KMS key that encrypts schedules. */
    readonly keyArn: pulumi.Input<string>;
    readonly topics?: readonly TopicSource[];
    readonly rules?: readonly RuleSource[];
    readonly schedules?: readonly Schedule[];
    readonly keepWarm?: boolean;
}

/** Rules of a function without their targets, and where what fails goes. */
interface PreparedEvents {
    readonly rules: readonly ReadyRule[];
    readonly onFailure: QueueReference | undefined;
}

/** Event of invocations that keep the function warm; the function should return at once. */
const WARM: Schedule = { name: "keep-warm", expression: "rate(5 minutes)", input: { keepWarm: true } };

/** What a function's role needs to know of its events: the queue of those that fail, which is its own if none is given. */
export function prepareEvents(
    name: string,
    {
        topics = [],
        rules: sources = [],
        onFailure,
        logs: { keyArn },
        alarmTopicArn,
    }: Pick<FunctionEventsArgs, "topics" | "rules"> & {
        readonly onFailure?: QueueReference | undefined;
        readonly logs: { readonly keyArn: pulumi.Input<string> };
        readonly alarmTopicArn?: pulumi.Input<string>;
    },
    options: pulumi.CustomResourceOptions,
): PreparedEvents {
    const rules = createRules(name, sources, options);
    if (onFailure !== undefined || (topics.length === 0 && rules.length === 0)) return { rules, onFailure };
    const meaning = `Events of function ${name} could not be delivered or handled: look at them in its dead-letter queue, and at its log.`;
    const queue = createDeadLetters(`${name}-dead`, { keyArn, alarmTopicArn, meaning }, options);
    const senders = {
        topicArns: topics.map(({ topicArn }) => topicArn),
        eventArns: rules.map(({ rule }) => rule.arn),
    };
    const policy = openTo(`${name}-dead`, queue, senders, options);
    return { rules, onFailure: { queueArn: after(queue.arn, [policy]), keyArn } };
}

/** Calls a function with messages of topics, events of rules, and by the clock. */
export function deliverEvents(
    name: string,
    { accountId, keyArn, topics = [], schedules = [], keepWarm = false }: FunctionEventsArgs,
    { rules, onFailure }: PreparedEvents,
    alias: lambda.Alias,
    options: pulumi.CustomResourceOptions,
): void {
    const { arn } = alias;
    /** Lambda names what may call it one by one. */
    const permitted = (own: string, principal: string, sourceArn: pulumi.Input<string>) => ({
        ...options,
        dependsOn: [
            new lambda.Permission(
                `${name}-${own}`,
                {
                    action: "lambda:InvokeFunction",
                    principal,
                    function: alias.functionName,
                    qualifier: alias.name,
                    sourceArn,
                },
                options,
            ),
        ],
    });
    subscribe(name, topics, { protocol: "lambda", arn, onFailure }, ({ name: own, topicArn }) =>
        permitted(own, "sns.amazonaws.com", topicArn),
    );
    createTargets(name, rules, { arn, onFailure }, ({ source, rule }) =>
        permitted(source.name, "events.amazonaws.com", rule.arn),
    );
    const target = {
        arn,
        statements: [{ actions: ["lambda:InvokeFunction"], resources: [arn] }],
        onFailure,
    };
    createSchedules(
        name,
        { accountId, keyArn, target, schedules: [...schedules, ...(keepWarm ? [WARM] : [])] },
        options,
    );
}
