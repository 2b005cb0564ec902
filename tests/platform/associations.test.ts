/**
 * Associations complete a resource without being it: a service that is given a cluster can be refused while the cluster
 * has no capacity providers yet. Whoever uses a resource comes after its associations, in every stack.
 */
import assert from "node:assert/strict";

import type { Recorded } from "../support/graph";
import { recordStack, STACKS } from "../support/program";
import { arnOf, idOf, outputsOf } from "../support/providerOutputs";
import { recordEverything } from "./support/everything";
import { recordExtra } from "./support/extra";
import { Order, permissionsOf } from "./support/order";

interface Association {
    /** What AWS does otherwise. */
    readonly why: string;
    /** Kind of the association, and of what it completes. */
    readonly kind: string;
    readonly of: string;
    /** Kinds that need it. */
    readonly users: readonly string[];
    /** Whether it is one that a user of this kind needs. @default each is */
    readonly isFor?: (association: Recorded, user: Recorded) => boolean;
    /** They need it without naming what it completes, of which an account has one. @default false */
    readonly unnamed?: boolean;
}

const ASSOCIATIONS: readonly Association[] = [
    {
        why: "ECS refuses a strategy with providers that the cluster has not",
        kind: "ecs.ClusterCapacityProviders",
        of: "ecs.Cluster",
        users: ["ecs.Service"],
    },
    {
        why: "ECS refuses a target group that no listener leads to",
        kind: "lb.ListenerRule",
        of: "lb.TargetGroup",
        users: ["ecs.Service"],
    },
    {
        why: "S3, EventBridge and SNS try the queue, or lose the first messages",
        kind: "sqs.QueuePolicy",
        of: "sqs.Queue",
        users: ["s3.BucketNotification", "sns.TopicSubscription", "cloudwatch.EventTarget"],
    },
    {
        why: "the services try the topic, or lose the first messages",
        kind: "sns.TopicPolicy",
        of: "sns.Topic",
        users: [
            "s3.BucketNotification",
            "costexplorer.AnomalySubscription",
            "budgets.Budget",
            "backup.VaultNotifications",
            "codestarnotifications.NotificationRule",
            "cloudwatch.MetricAlarm",
            "cloudwatch.EventTarget",
            "chatbot.SlackChannelConfiguration",
        ],
    },
    {
        why: "the services write a first object when they are told of the bucket",
        kind: "s3.BucketPolicy",
        of: "s3.Bucket",
        users: ["cloudtrail.Trail", "cfg.DeliveryChannel", "lb.LoadBalancer", "ec2.FlowLog"],
    },
    {
        why: "an object from before has no version",
        kind: "s3.BucketVersioning",
        of: "s3.Bucket",
        users: ["synthetics.Canary", "s3.BucketObjectLockConfiguration", "s3.BucketReplicationConfig"],
    },
    {
        why: "a policy that looks public is refused only once the block is there",
        kind: "s3.BucketPublicAccessBlock",
        of: "s3.Bucket",
        users: ["s3.BucketPolicy"],
    },
    {
        why: "an object from before stays encrypted with another key",
        kind: "s3.BucketServerSideEncryptionConfiguration",
        of: "s3.Bucket",
        users: ["s3.BucketObjectv2"],
    },
    {
        why: "a certificate is accepted once it is issued",
        kind: "acm.CertificateValidation",
        of: "acm.Certificate",
        users: [
            "lb.Listener",
            "cloudfront.Distribution",
            "apigatewayv2.DomainName",
            "cognito.UserPoolDomain",
        ],
    },
    {
        why: "a function is called as soon as it is known",
        kind: "lambda.Permission",
        of: "lambda.Function",
        users: ["secretsmanager.SecretRotation", "s3.BucketNotification", "sns.TopicSubscription"],
        isFor: ({ inputs }, { kind }) => inputs["principal"] === `${kind.split(".")[0]}.amazonaws.com`,
    },
    {
        why: "RDS Proxy and Application Auto Scaling want a cluster with instances",
        kind: "rds.ClusterInstance",
        of: "rds.Cluster",
        users: ["rds.ProxyTarget", "appautoscaling.Target"],
    },
    {
        why: "a recorder starts once it has a channel",
        kind: "cfg.DeliveryChannel",
        of: "cfg.Recorder",
        users: ["cfg.RecorderStatus"],
    },
    {
        why: "a rule is refused without a recorder",
        kind: "cfg.RecorderStatus",
        of: "cfg.Recorder",
        users: ["cfg.Rule"],
        unnamed: true,
    },
];

/** Whether one of its inputs is the resource: its id, its ARN, its name, or its address, or contains one of them. */
function uses(user: Recorded, resource: Recorded): boolean {
    const said = JSON.stringify(user.inputs);
    const { name, bucket, url } = {
        name: undefined,
        bucket: undefined,
        url: undefined,
        ...outputsOf(resource),
    };
    return [idOf(resource), arnOf(resource), name, bucket, url].some(
        (text) => typeof text === "string" && new RegExp(`[":/]${escaped(text)}(?![\\w-])`).test(said),
    );
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Associations that some stack has users of. */
const used = new Set<Association>();

const OTHERS: Readonly<Record<string, typeof recordExtra>> = {
    extra: recordExtra,
    everything: () => recordEverything(false),
};

for (const stack of [...STACKS, ...Object.keys(OTHERS)]) {
    describe(`associations in stack ${stack}`, () => {
        let order: Order;
        let custom: Recorded[];

        before(async () => {
            const { graph } = await (OTHERS[stack] ?? (() => recordStack(stack)))();
            order = new Order(graph);
            custom = graph.resources.filter((resource) => resource.custom);
        });

        it("come before the users of what they complete", () => {
            const missing = ASSOCIATIONS.flatMap((association) => {
                const { kind, of, users, unnamed = false, isFor = () => true, why } = association;
                return order.all(of).flatMap((resource) => {
                    const completing = order
                        .all(kind)
                        .filter(({ dependsOn }) => dependsOn.includes(resource.urn));
                    const using = order
                        .all(...users)
                        .filter(
                            (user) =>
                                unnamed ||
                                (order.before(user).has(resource) &&
                                    [resource, ...completing].some((one) => uses(user, one))),
                        );
                    if (completing.length > 0 && using.length > 0) used.add(association);
                    const needs = (user: Recorded) => completing.filter((one) => isFor(one, user));
                    return order.missing(using, needs).map((one) => `${one}: ${why}`);
                });
            });
            assert.deepEqual(missing, []);
        });

        it("are there before a role's users, if they are its permissions", () => {
            const roles = new Set<string>();
            const using = custom.filter((resource) => {
                const permissions = permissionsOf(order, resource);
                for (const { inputs } of permissions) roles.add(String(inputs["role"]));
                return permissions.length > 0;
            });
            assert.ok(roles.size >= 10, [...roles].join());
            const kinds = new Set(using.map(({ kind }) => kind));
            for (const kind of ["ecs.TaskDefinition", "lambda.Function"]) assert.ok(kinds.has(kind), kind);
            assert.equal(kinds.has("ec2.LaunchTemplate"), order.all("ec2.LaunchTemplate").length > 0);
            assert.deepEqual(
                order.missing(using, (resource) => permissionsOf(order, resource)),
                [],
            );
        });
    });
}

describe("the table of associations", () => {
    it("has no row that no stack uses", () => {
        assert.deepEqual(
            ASSOCIATIONS.filter((one) => !used.has(one)).map(({ kind }) => kind),
            [],
        );
    });
});
