import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { refusal } from "./component";
import { mergeStatements, policyDocument, type Statement } from "./iam";

/**
 * Most characters of policies, without white space: of all that are within a role, and of each that is attached to it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST_WITHIN = 10_240;
const MOST_ATTACHED = 6144;
const MOST_POLICIES = 10;

/** Characters of an ARN that is not known yet; those of secrets and streams are the longest. */
const UNKNOWN_ARN = 140;
/** Of the document around its statements. */
const ENVELOPE = 60;

/**
 * Gives a role its permissions: in a policy of its own, and what does not fit there in policies attached to it.
 *
 * @param attached policies that the role has besides
 * @returns the policies and attachments, which a user of the role has to wait for
 * @throws pulumi.ResourceError if they are more than a role can have
 */
export function grant(
    name: string,
    role: iam.Role,
    statements: readonly Statement[],
    options: pulumi.CustomResourceOptions,
    attached = 0,
): pulumi.CustomResource[] {
    const [within = [], ...others] = divide(mergeStatements(statements), options.parent);
    if (others.length + attached > MOST_POLICIES) {
        throw refusal(
            `needs about ${sizeOf(statements)} characters of permissions, in ${others.length + attached} policies besides the role's own, and a role can have ${MOST_POLICIES}; let it use less, or split it`,
            options.parent,
        );
    }
    return [
        new iam.RolePolicy(name, { role: role.name, policy: policyDocument(within) }, options),
        ...others.map((part, index) => {
            const id = `${name}-${index + 2}`;
            const policy = new iam.Policy(id, { policy: policyDocument(part) }, options);
            return new iam.RolePolicyAttachment(id, { role: role.name, policyArn: policy.arn }, options);
        }),
    ];
}

/** Statements in parts, the first for the role itself; a long statement is cut at its resources. */
function divide(statements: readonly Statement[], parent: pulumi.Resource | undefined): Statement[][] {
    const parts: Statement[][] = [[]];
    let room = MOST_WITHIN - ENVELOPE;
    for (const statement of statements) {
        // Of all others IAM asks for a resource.
        if (statement.resources.length === 0) continue;
        const frame = sizeOf([{ ...statement, resources: [] }]);
        if (frame + ENVELOPE + Math.max(...statement.resources.map(sizeOfResource)) > MOST_ATTACHED) {
            throw refusal(
                `has a statement of ${frame} characters besides its resources, and a policy can have ${MOST_ATTACHED}; name fewer actions or values, or make several statements`,
                parent,
            );
        }
        let resources: pulumi.Input<string>[] = [];
        const close = (): void => {
            if (resources.length > 0) parts.at(-1)?.push({ ...statement, resources });
            resources = [];
        };
        for (const resource of statement.resources) {
            const needed = sizeOfResource(resource) + (resources.length === 0 ? frame : 0);
            if (needed > room) {
                close();
                parts.push([]);
                room = MOST_ATTACHED - ENVELOPE - frame - sizeOfResource(resource);
            } else room -= needed;
            resources.push(resource);
        }
        close();
    }
    return parts;
}

function sizeOf(statements: readonly Statement[]): number {
    return statements.reduce((size, { sid = "", actions, resources, conditions }) => {
        const frame = JSON.stringify({
            Sid: sid,
            Effect: "Allow",
            Action: actions,
            Resource: [],
            Condition: conditions,
        });
        return size + frame.length + resources.reduce<number>((sum, one) => sum + sizeOfResource(one), 1);
    }, 0);
}

/** With its quotation marks and comma. */
function sizeOfResource(resource: pulumi.Input<string>): number {
    return (typeof resource === "string" ? resource.length : UNKNOWN_ARN) + 3;
}
