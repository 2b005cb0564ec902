import * as pulumi from "@pulumi/pulumi";

/** One statement of an IAM policy document; actions and resources are always lists. */
export interface Statement {
    readonly sid?: string;
    readonly effect?: "Allow" | "Deny";
    readonly actions: readonly string[];
    readonly resources: readonly pulumi.Input<string>[];
    /** Instead of resources, in a denial: all but these. */
    readonly notResources?: readonly pulumi.Input<string>[];
    readonly principals?: Readonly<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | "*";
    readonly conditions?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string | string[]>>>>>;
}

/** Renders a policy document as JSON. Unknown parts make the whole text unknown, as AWS needs it whole. */
export function policyDocument(statements: readonly Statement[]): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: statements.map((s) => ({
            ...(s.sid === undefined ? {} : { Sid: s.sid }),
            Effect: s.effect ?? "Allow",
            ...(s.principals === undefined ? {} : { Principal: s.principals }),
            Action: s.actions,
            ...(s.resources.length === 0 ? {} : { Resource: s.resources }),
            ...(s.notResources === undefined ? {} : { NotResource: s.notResources }),
            ...(s.conditions === undefined ? {} : { Condition: s.conditions }),
        })),
    });
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
