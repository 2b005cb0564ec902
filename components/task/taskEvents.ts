import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import { fitted } from "../../model/nameLengths";
import { createTargets, type QueueReference, type ReadyRule } from "../events";
import { policyDocument, serviceTrust } from "../support/iam";
import type { TaskTarget } from "./taskTarget";

/** Lets rules start a container, with a role that may do nothing else. */
export function startContainer(
    name: string,
    rules: readonly ReadyRule[],
    {
        accountId,
        target,
        onFailure,
    }: { readonly accountId: string; readonly target: TaskTarget; readonly onFailure: QueueReference },
    options: pulumi.CustomResourceOptions,
): void {
    if (rules.length === 0) return;
    const roleName = `${name}-event`;
    const role = new iam.Role(
        fitted(roleName, "aws:iam/role:Role"),
        { assumeRolePolicy: serviceTrust("events.amazonaws.com", accountId) },
        options,
    );
    const policy = new iam.RolePolicy(
        roleName,
        { role: role.name, policy: policyDocument(target.statements) },
        options,
    );
    createTargets(name, rules, { ...target, roleArn: role.arn, onFailure }, () => ({
        ...options,
        dependsOn: [policy],
    }));
}

/** Lets rules call a function, which names each of them. */
export function callCode(
    name: string,
    rules: readonly ReadyRule[],
    fn: { readonly functionName: pulumi.Input<string>; readonly aliasName: pulumi.Input<string> } & Pick<
        TaskTarget,
        "arn"
    > & { readonly onFailure: QueueReference | undefined },
    options: pulumi.CustomResourceOptions,
): void {
    const { functionName, aliasName, arn, onFailure } = fn;
    createTargets(name, rules, { arn, onFailure }, ({ source, rule }) => ({
        ...options,
        dependsOn: [
            new lambda.Permission(
                `${name}-${source.name}`,
                {
                    action: "lambda:InvokeFunction",
                    principal: "events.amazonaws.com",
                    function: functionName,
                    qualifier: aliasName,
                    sourceArn: rule.arn,
                },
                options,
            ),
        ],
    }));
}
