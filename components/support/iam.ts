import * as pulumi from "@pulumi/pulumi";

/** One statement of an IAM policy document; actions and resources are always lists. */
export interface Statement {
    readonly sid?: string;
    readonly effect?: "Allow" | "Deny";
    readonly actions: readonly string[];
    /** Instead of actions, in a denial: all but these. */
    readonly notActions?: readonly string[];
    readonly resources: readonly pulumi.Input<string>[];
    /** Instead of resources, in a denial: all but these. */
    readonly notResources?: readonly pulumi.Input<string>[];
    readonly principals?: Readonly<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | "*";
    readonly conditions?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string | string[]>>>>>;
}

/**
 * One statement instead of several that allow the same actions under the same conditions: a role's policies may have
 * few characters. Statements with a name of their own stay as they are.
 */
export function mergeStatements(statements: readonly Statement[]): Statement[] {
    const merged = new Map<string, Statement>();
    for (const [index, statement] of statements.entries()) {
        const { sid, effect, actions, principals, conditions } = statement;
        const isOwn = sid !== undefined || principals !== undefined || !isPlain(conditions);
        const key = JSON.stringify([isOwn ? index : "", effect, actions, isOwn ? "" : conditions]);
        const known = merged.get(key);
        const resources = [...new Set([...(known?.resources ?? []), ...statement.resources])];
        merged.set(key, { ...statement, resources });
    }
    return [...merged.values()];
}

/** Whether conditions are text, so that they can be compared. */
function isPlain(conditions: Statement["conditions"]): boolean {
    return Object.values(conditions ?? {}).every((operator) =>
        Object.values(operator).every(
            (value) => !pulumi.Output.isInstance(value) && !(value instanceof Promise),
        ),
    );
}

/** Renders a policy document as JSON. Unknown parts make the whole text unknown, as AWS needs it whole. */
export function policyDocument(statements: readonly Statement[]): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: statements.map((s) => ({
            ...(s.sid === undefined ? {} : { Sid: s.sid }),
            Effect: s.effect ?? "Allow",
            ...(s.principals === undefined ? {} : { Principal: s.principals }),
            ...(s.notActions === undefined ? { Action: s.actions } : { NotAction: s.notActions }),
            ...(s.resources.length === 0 ? {} : { Resource: onceEach(s.resources) }),
            ...(s.notResources === undefined ? {} : { NotResource: s.notResources }),
            ...(s.conditions === undefined ? {} : { Condition: s.conditions }),
        })),
    });
}

/** Several links name the same key. */
function onceEach(resources: readonly pulumi.Input<string>[]): pulumi.Input<string[]> {
    return pulumi.all([...resources]).apply((arns) => [...new Set(arns)]);
}

/**
 * A trust policy that lets one AWS service assume the role.
 *
 * @param accountId the service may do so for resources of this account only. Not for Lambda, which
 * sends no account when it assumes a role.
 */
export function serviceTrust(service: string, accountId?: string): pulumi.Output<string> {
    return policyDocument([
        {
            actions: ["sts:AssumeRole"],
            resources: [],
            principals: { Service: [service] },
            // The confused deputy: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
            ...(accountId === undefined
                ? {}
                : { conditions: { StringEquals: { "aws:SourceAccount": accountId } } }),
        },
    ]);
}

/**
 * The first statement of a key's policy, in which the resource `*` is the key itself: it enables IAM policies of the
 * account for the key. Without it no principal could ever change the key again.
 */
export function keyOwner(accountId: string): Statement {
    return {
        sid: "Account",
        actions: ["kms:*"],
        resources: ["*"],
        principals: { AWS: [`arn:aws:iam::${accountId}:root`] },
    };
}

/**
 * Lets the buckets of an account send what happens in them to a topic or a queue.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export function fromBuckets(
    accountId: string,
    action: "sns:Publish" | "sqs:SendMessage",
    arn: pulumi.Input<string>,
): Statement {
    return {
        sid: "Buckets",
        actions: [action],
        resources: [arn],
        principals: { Service: ["s3.amazonaws.com"] },
        conditions: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" },
        },
    };
}

/** Who reads a bucket through one CloudFront distribution. */
export function throughDistribution(
    distributionArn: pulumi.Input<string>,
): Required<Pick<Statement, "principals" | "conditions">> {
    return {
        principals: { Service: ["cloudfront.amazonaws.com"] },
        conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
    };
}

/** Denies every request that is not made over TLS, on the given resources. */
export function tlsOnly(actions: readonly string[], resources: readonly pulumi.Input<string>[]): Statement {
    return {
        sid: "TlsOnly",
        effect: "Deny",
        actions,
        resources,
        principals: "*",
        conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
}
