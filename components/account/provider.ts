import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link createProvider}. */
export interface ProviderArgs {
    /** AWS region of everything that names no other. */
    readonly region: string;
    /** The only account that may be touched: 12 digits. */
    readonly accountId: string;
    /** Tags of every resource that can have tags. */
    readonly tags: Readonly<Record<string, string>>;
    /** Endpoint of an AWS emulator. @default AWS itself */
    readonly emulator?: string | undefined;
}

/** The services that the components use, as the provider calls them: an emulator answers for all of them. */
const SERVICES = [
    "accessanalyzer",
    "acm",
    "apigatewayv2",
    "applicationautoscaling",
    "autoscaling",
    "backup",
    "budgets",
    "ce",
    "chatbot",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "cloudwatchlogs",
    "codebuild",
    "codepipeline",
    "codestarconnections",
    "codestarnotifications",
    "cognitoidp",
    "configservice",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "elasticache",
    "elasticloadbalancingv2",
    "events",
    "guardduty",
    "iam",
    "kms",
    "lambda",
    "rds",
    "route53",
    "s3",
    "s3control",
    "scheduler",
    "secretsmanager",
    "securityhub",
    "servicediscovery",
    "sns",
    "sqs",
    "ssm",
    "sts",
    "synthetics",
    "wafv2",
    "xray",
] as const;

/**
 * The one AWS provider of a stack. With an emulator it has that endpoint for every service, so that an emulated stack
 * cannot reach AWS. Credentials are the environment's, there as in AWS: those of an emulator are in none of its state.
 *
 * @component
 */
export function createProvider(args: ProviderArgs, options?: pulumi.CustomResourceOptions): aws.Provider {
    return new aws.Provider(
        "aws",
        {
            region: args.region,
            allowedAccountIds: [args.accountId],
            defaultTags: { tags: args.tags },
            ...(args.emulator === undefined ? {} : emulated(args.emulator)),
        },
        options,
    );
}

/** Provider arguments for an emulator, and nothing else: also the configuration of a program's default provider. */
export function emulated(endpoint: string) {
    return {
        endpoints: [Object.fromEntries(SERVICES.map((service) => [service, endpoint]))],
        // Buckets are paths, because their names are no hosts of the emulator.
        s3UsePathStyle: true,
        skipCredentialsValidation: true,
        skipMetadataApiCheck: true,
        // A request that the emulator refuses fails the 25th time as well.
        maxRetries: 2,
    } satisfies aws.ProviderArgs;
}
