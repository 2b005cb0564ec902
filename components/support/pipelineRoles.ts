import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { type Statement, policyDocument, serviceTrust } from "./iam";

/** What builds and pipelines share. */
export interface PipelineResources {
    readonly accountId: string;
    /** ARN of the KMS key of the artefacts. */
    readonly keyArn: pulumi.Input<string>;
    /** ARN of the bucket of the artefacts. */
    readonly bucketArn: pulumi.Input<string>;
}

/**
 * A role for one AWS service, with exactly the given permissions. Known once they are in force.
 *
 * @param accountId the service may take it for this account only, if it says for which it acts
 */
export function pipelineRole(
    name: string,
    service: string,
    statements: readonly Statement[],
    options: pulumi.CustomResourceOptions,
    accountId?: string,
): pulumi.Output<string> {
    const role = new iam.Role(name, { assumeRolePolicy: serviceTrust(service, accountId) }, options);
    const policy = new iam.RolePolicy(name, { role: role.name, policy: policyDocument(statements) }, options);
    return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}

/** Reading and writing artefacts, which are encrypted. */
export function artifactStatements({ bucketArn, keyArn }: PipelineResources): Statement[] {
    return [
        {
            sid: "Artifacts",
            actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
            resources: [pulumi.interpolate`${bucketArn}/*`],
        },
        { sid: "ArtifactKey", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
    ];
}
