import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

import { valueOf } from "../components/support/values";
import { parseUse } from "../model/uses";

/** Events of a bucket for a queue, a topic or a function. */
export interface Notification {
    readonly events: readonly ("created" | "removed" | "restored")[];
    /** Only objects whose key begins so. @default all */
    readonly prefix?: string | undefined;
    /** Only objects whose key ends so. @default all */
    readonly suffix?: string | undefined;
}

/** A queue whose policy lets S3 send messages. */
interface QueueTarget {
    readonly queueArn: pulumi.Input<string>;
}

/** A topic whose policy lets S3 publish. */
interface TopicTarget {
    readonly topicArn: pulumi.Input<string>;
}

/** A function and the alias that S3 calls. */
interface FunctionTarget {
    readonly functionName: pulumi.Input<string>;
    readonly aliasName: pulumi.Input<string>;
    readonly aliasArn: pulumi.Input<string>;
}

/** Destination of notifications. */
export type NotificationTarget = { readonly name: string } & (QueueTarget | TopicTarget | FunctionTarget);

interface BucketNotificationsArgs {
    readonly bucketName: pulumi.Input<string>;
    readonly bucketArn: pulumi.Input<string>;
    readonly accountId: string;
    readonly notifications: readonly (Notification & { readonly target: NotificationTarget })[];
    /** Whether EventBridge gets every event of the bucket, for rules to pick from. @default false */
    readonly toEventBridge?: boolean;
}

const EVENTS = {
    created: "s3:ObjectCreated:*",
    removed: "s3:ObjectRemoved:*",
    restored: "s3:ObjectRestore:*",
};

/**
 * Creates the notifications of a bucket, with the permissions that its functions need. Created after the functions,
 * which often use the bucket as well.
 */
export function createBucketNotifications(
    name: string,
    { bucketName, bucketArn, accountId, notifications, toEventBridge = false }: BucketNotificationsArgs,
    options: pulumi.CustomResourceOptions,
): void {
    if (notifications.length === 0 && !toEventBridge) return;
    const rules = notifications.map(({ events, prefix, suffix, target }, index) => ({
        target,
        settings: {
            id: `${index + 1}-${target.name}`,
            events: events.map((event) => EVENTS[event]),
            ...(prefix === undefined ? {} : { filterPrefix: prefix }),
            ...(suffix === undefined ? {} : { filterSuffix: suffix }),
        },
    }));
    const functions = new Map(
        notifications.flatMap(({ target }) => ("aliasArn" in target ? [[target.name, target] as const] : [])),
    );
    const dependsOn = [...functions.values()].map(
        ({ name: functionName, ...target }) =>
            new lambda.Permission(
                `${name}-${functionName}`,
                {
                    action: "lambda:InvokeFunction",
                    principal: "s3.amazonaws.com",
                    function: target.functionName,
                    qualifier: target.aliasName,
                    sourceArn: bucketArn,
                    sourceAccount: accountId,
                },
                options,
            ),
    );
    const topics = rules.flatMap(({ target, settings }) =>
        "topicArn" in target ? [{ ...settings, topicArn: target.topicArn }] : [],
    );
    new s3.BucketNotification(
        name,
        {
            bucket: bucketName,
            queues: rules.flatMap(({ target, settings }) =>
                "queueArn" in target ? [{ ...settings, queueArn: target.queueArn }] : [],
            ),
            ...(topics.length > 0 ? { topics } : {}),
            ...(toEventBridge ? { eventbridge: true } : {}),
            lambdaFunctions: rules.flatMap(({ target, settings }) =>
                "aliasArn" in target ? [{ ...settings, lambdaFunctionArn: target.aliasArn }] : [],
            ),
        },
        { ...options, dependsOn },
    );
}

/** Buckets, queues, topics and functions by name. */
interface Made {
    readonly bucket: Readonly<
        Record<string, pulumi.Resource & Pick<BucketNotificationsArgs, "bucketName" | "bucketArn">>
    >;
    readonly queue: Readonly<Record<string, QueueTarget>>;
    readonly topic: Readonly<Record<string, TopicTarget>>;
    readonly function: Readonly<Record<string, FunctionTarget>>;
}

/**
 * Creates the notifications of all buckets.
 *
 * @param settings per bucket; `to` is `queue/<name>`, `topic/<name>` or `function/<name>`
 * @param followed names of the buckets whose events rules pick from
 */
export function connectBuckets(
    settings: Readonly<
        Record<string, { readonly notifications: readonly (Notification & { readonly to: string })[] }>
    >,
    made: Made,
    { accountId, followed }: { readonly accountId: string; readonly followed: ReadonlySet<string> },
): void {
    for (const [name, { notifications }] of Object.entries(settings)) {
        const bucket = valueOf(made.bucket, name);
        const { bucketName, bucketArn } = bucket;
        createBucketNotifications(
            name,
            {
                bucketName,
                bucketArn,
                accountId,
                toEventBridge: followed.has(name),
                notifications: notifications.map(({ to, ...rest }) => ({
                    ...rest,
                    target: targetOf(to, made),
                })),
            },
            { parent: bucket },
        );
    }
}

function targetOf(to: string, made: Made): NotificationTarget {
    const { kind, name } = parseUse(to);
    if (kind === "queue") return { name, queueArn: valueOf(made.queue, name).queueArn };
    if (kind === "topic") return { name, topicArn: valueOf(made.topic, name).topicArn };
    return { name, ...pick(valueOf(made.function, name)) };
}

function pick({ functionName, aliasName, aliasArn }: FunctionTarget): FunctionTarget {
    return { functionName, aliasName, aliasArn };
}
