import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { type Statement, policyDocument, serviceTrust } from "../support/iam";

/** Arguments that the roles of builds and pipelines share. */
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
 * @param accountId the service may take it for this account only, if it sends the account for which it acts
 * @param path that of the roles of delivery, if no deployment may change it
 */
export function pipelineRole(
    name: string,
    service: string,
    statements: readonly Statement[],
    options: pulumi.CustomResourceOptions,
    accountId?: string,
    path?: string,
): pulumi.Output<string> {
    const role = new iam.Role(
        name,
        { assumeRolePolicy: serviceTrust(service, accountId), ...(path === undefined ? {} : { path }) },
        options,
    );
    const policy = new iam.RolePolicy(name, { role: role.name, policy: policyDocument(statements) }, options);
    return after(role.arn, [policy]);
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

/**
 * Pushing images to exactly these repositories.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export function pushStatements(repositoryArns: readonly pulumi.Input<string>[]): Statement[] {
    if (repositoryArns.length === 0) return [];
    return [
        {
            sid: "Images",
            actions: [
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:CompleteLayerUpload",
                "ecr:InitiateLayerUpload",
                "ecr:PutImage",
                "ecr:UploadLayerPart",
            ],
            resources: repositoryArns,
        },
        // A token is for the whole registry: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
        { sid: "Registry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    ];
}
