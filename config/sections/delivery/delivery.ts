import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { policyArn, whole } from "../../values";

export const repository = z
    .string()
    .regex(/^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/, 'a repository on GitHub such as "acme/shop"');

const environmentName = z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,255}$/, 'the name of a GitHub environment such as "prod"')
    .optional();

const ANY_ID = "an id on GitHub, a number such as 123456";
const githubId = z.int(ANY_ID).min(1, ANY_ID);

/** Roles for GitHub Actions. */
export function delivery(tier: TierDefaults) {
    const settings = z.strictObject({
        repository: repository.describe("Repository whose workflows may take the roles."),
        repositoryIds: z
            .strictObject({
                owner: githubId.describe("Id of the owner."),
                repository: githubId.describe("Id of the repository."),
            })
            .optional()
            .describe(
                "Ids on GitHub, which tokens contain if the repository was made or renamed since 2026-07-15; default: tokens without ids only.",
            ),
        environments: z
            .strictObject({
                preview: environmentName.describe(
                    "Environment of jobs that preview; default: <stack>-preview.",
                ),
                deploy: environmentName.describe(
                    "Environment of jobs that deploy; default: the stack's name.",
                ),
                drift: environmentName.describe(
                    "Environment of jobs that look for drift; default: <stack>-drift.",
                ),
            })
            .prefault({})
            .describe("GitHub environments that a job must run in."),
        provider: z
            .enum(["create", "adopt"])
            .default(tier.singletons === "create" ? "create" : "adopt")
            .describe("GitHub's identity provider, of which an account has one: create it, or adopt it."),
        maxSessionSeconds: whole(3600, 43_200, "seconds")
            .default(defaults.deliveryRoles.maxSessionSeconds)
            .describe("How long a job has a role."),
        permissionsBoundaryArn: policyArn.optional().describe("Policy that limits what the roles can do."),
        state: z
            .strictObject({
                bucket: z
                    .string()
                    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket")
                    .describe("Bucket."),
                keyArn: z
                    .string()
                    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, "the ARN of a key")
                    .describe("KMS key that encrypts the state and its secrets."),
            })
            .optional()
            .describe("Bucket and key of the Pulumi state, if it is in S3."),
    });
    return z
        .union([z.literal("none"), settings])
        .default("none")
        .transform((value) => (value === "none" ? undefined : value))
        .describe('Roles that GitHub Actions can take without a stored key, or "none".');
}
