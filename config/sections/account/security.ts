import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { SINGLETON_MODES } from "../../../model/singleton";
import type { TierDefaults } from "../../tierDefaults";
import { name, policyArn, whole } from "../../values";

const part = (what: string) =>
    z.enum(SINGLETON_MODES).optional().describe(`${what}; default: what mode says.`);

/** Security services that an account has once. */
export function security(tier: TierDefaults) {
    return z
        .strictObject({
            mode: z
                .enum(SINGLETON_MODES)
                .default(tier.singletons)
                .describe("Default of all parts below: create, adopt an existing one, or skip."),
            trail: part("CloudTrail"),
            config: part("AWS Config"),
            guardDuty: part("GuardDuty"),
            securityHub: part("Security Hub with its Foundational Security Best Practices"),
            accessAnalyzer: part("IAM Access Analyzer"),
            ebsEncryption: part("Encryption of every new volume"),
            s3PublicAccess: part("The account's block of public buckets"),
            passwordPolicy: part("The policy for passwords of IAM users"),
            auditDays: whole(90, 3650, "days")
                .default(defaults.securityBaseline.auditDays)
                .describe("Days that trail and records are kept."),
            trailArn: z
                .string()
                .regex(/^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[\w.-]+$/, "the ARN of a trail")
                .optional()
                .describe("The trail to adopt."),
            configRole: z
                .enum(["create", "adopt"])
                .default(defaults.securityBaseline.configRole)
                .describe(
                    "Role of AWS Config, if that is created; adopt it in an account that ever had AWS Config.",
                ),
            roleBoundaryArn: policyArn
                .optional()
                .describe(
                    "Policy that limits every role of the stack but those of delivery; no deployment can make one without.",
                ),
            recorderName: z
                .string()
                .min(1)
                .max(256)
                .optional()
                .describe("The recorder of AWS Config to adopt."),
            analyzerName: name.max(255).optional().describe("The analyzer to adopt."),
        })
        .transform(({ mode, ...given }) => ({
            ...given,
            trail: given.trail ?? mode,
            config: given.config ?? mode,
            guardDuty: given.guardDuty ?? mode,
            securityHub: given.securityHub ?? mode,
            accessAnalyzer: given.accessAnalyzer ?? mode,
            ebsEncryption: given.ebsEncryption ?? mode,
            s3PublicAccess: given.s3PublicAccess ?? mode,
            passwordPolicy: given.passwordPolicy ?? mode,
        }))
        .refine(({ trail, trailArn }) => (trail === "adopt") === (trailArn !== undefined), {
            message: "trailArn if the trail is adopted, and only then",
        })
        .refine(
            ({ accessAnalyzer, analyzerName }) =>
                (accessAnalyzer === "adopt") === (analyzerName !== undefined),
            {
                message: "analyzerName if the analyzer is adopted, and only then",
            },
        )
        .prefault({})
        .describe("Security services that an account has once.");
}
