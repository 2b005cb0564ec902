import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { guardDutyDefaults, type GuardDutyFeatures } from "../../../model/guardDuty";
import { SINGLETON_MODES } from "../../../model/singleton";
import type { TierDefaults } from "../../tierDefaults";
import { name, policyArn, whole } from "../../values";

const part = (what: string) =>
    z.enum(SINGLETON_MODES).optional().describe(`${what}; default: what mode says.`);

const plan = (key: keyof GuardDutyFeatures, what: string) =>
    z.boolean().default(guardDutyDefaults[key]).describe(`${what}.`);

/** Protection plans of GuardDuty, each of which is billed by what it looks at. */
const guardDutyFeatures = z
    .strictObject({
        s3Data: plan("s3Data", "Reads and writes of objects in S3"),
        rdsLogins: plan("rdsLogins", "Sign-ins to Aurora and RDS"),
        lambdaNetwork: plan("lambdaNetwork", "Traffic of functions"),
        ebsMalware: plan("ebsMalware", "Scans of volumes for malware, when there is a finding"),
        eksAudit: plan("eksAudit", "Audit logs of EKS, of which plumbline makes none"),
        runtime: plan("runtime", "Processes in containers and servers, watched by agents"),
    })
    .prefault({})
    .describe("Protection plans of GuardDuty, where it is created.");

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
            changeAlarms: z
                .boolean()
                .default(true)
                .describe(
                    "Alarms on changes of permissions, buckets and networks in the trail, which deployments set off as well.",
                ),
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
            guardDutyFeatures,
            edgeDetectors: z
                .enum(SINGLETON_MODES)
                .optional()
                .describe(
                    "GuardDuty, Security Hub and Access Analyzer in us-east-1, where a stack of another region has CloudFront's firewall, logs and alarms; default: each as in the stack's region.",
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
