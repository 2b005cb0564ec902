/** How strictly each rule is enforced in each environment: the one table. */

export const ENVIRONMENTS = ["local", "dev", "staging", "prod"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export type Level = "mandatory" | "advisory" | "disabled";

export type Levels = Readonly<Record<Environment, Level>>;

/** The profiles that a rule may have. */
export const LEVELS = {
    /** What must never be: blocked everywhere, so that it is found on a laptop. The default. */
    always: { local: "mandatory", dev: "mandatory", staging: "mandatory", prod: "mandatory" },
    /**
     * What protects data and people, and what lets things fail or grow old well: an environment without either may go
     * without, knowingly.
     */
    shared: { local: "advisory", dev: "advisory", staging: "mandatory", prod: "mandatory" },
    /** What costs money for availability or protection that only prod needs. */
    prod: { local: "disabled", dev: "disabled", staging: "advisory", prod: "mandatory" },
    /** What only real users and their data need. */
    live: { local: "disabled", dev: "disabled", staging: "disabled", prod: "mandatory" },
    /** A matter of judgement. */
    advice: { local: "advisory", dev: "advisory", staging: "advisory", prod: "advisory" },
} as const satisfies Record<string, Levels>;

/** Rules that are not `always`, in alphabetical groups. */
export const PROFILES: Readonly<Record<string, keyof typeof LEVELS>> = {
    // Across services
    "across-protect-stateful": "prod",
    "across-required-tags": "shared",
    // API Gateway
    "apigateway-access-logs": "shared",
    // Backup
    "backup-customer-key": "shared",
    "backup-no-force-destroy": "live",
    "backup-retention": "shared",
    "backup-vault-locked": "live",
    // CloudFront
    "cloudfront-access-logs": "shared",
    "cloudfront-firewall": "prod",
    "cloudfront-origin-failover": "advice",
    "cloudfront-own-certificate": "shared",
    // CloudTrail, certificates, DNS
    "dns-no-force-destroy": "prod",
    "dns-query-logs": "advice",
    "trail-customer-key": "shared",
    "trail-to-logs": "shared",
    // CloudWatch
    "alarm-actions": "shared",
    "logs-customer-key": "shared",
    "logs-retention": "shared",
    // CodeBuild and CodePipeline
    "codebuild-encrypted": "shared",
    "codebuild-logs": "shared",
    "codepipeline-customer-key": "shared",
    // Cognito
    "cognito-deletion-protection": "live",
    "cognito-mfa-required": "live",
    "cognito-threat-protection": "live",
    // Cost
    "cost-prices-known": "advice",
    // DynamoDB
    "dynamodb-customer-key": "shared",
    "dynamodb-deletion-protection": "live",
    "dynamodb-recovery": "shared",
    "dynamodb-scales": "shared",
    // EC2 and autoscaling
    "autoscaling-health-check": "shared",
    "autoscaling-two-zones": "shared",
    "ec2-no-ssh-key": "shared",
    // ECR
    "ecr-customer-key": "shared",
    "ecr-lifecycle": "shared",
    "ecr-no-force-delete": "prod",
    // ECS
    "ecs-container-insights": "prod",
    "ecs-exec-customer-key": "shared",
    "ecs-no-shell": "live",
    "ecs-two-tasks": "live",
    // ElastiCache
    "elasticache-backups": "shared",
    "elasticache-customer-key": "shared",
    "elasticache-failover": "prod",
    "elasticache-final-snapshot": "live",
    "elasticache-logs": "shared",
    // IAM
    "iam-no-service-wildcards": "shared",
    // KMS and Secrets Manager
    "kms-deletion-window": "prod",
    "secrets-customer-key": "shared",
    "secrets-recovery-window": "prod",
    "secrets-rotation": "advice",
    // Lambda
    "lambda-concurrency": "advice",
    "lambda-dead-letters": "shared",
    "lambda-tracing": "shared",
    "lambda-zones": "shared",
    // Load balancers
    "alb-access-logs": "shared",
    "alb-cross-zone": "shared",
    "alb-deletion-protection": "live",
    "alb-firewall": "prod",
    "alb-health-checks": "shared",
    "alb-two-zones": "shared",
    // RDS
    "rds-backups": "shared",
    "rds-cluster-readers": "prod",
    "rds-copy-tags": "shared",
    "rds-customer-key": "shared",
    "rds-deletion-protection": "live",
    "rds-enhanced-monitoring": "shared",
    "rds-final-snapshot": "live",
    "rds-iam-authentication": "shared",
    "rds-logs": "shared",
    "rds-multi-az": "prod",
    "rds-performance-insights": "shared",
    "rds-port": "live",
    // S3
    "s3-abort-multipart": "shared",
    "s3-customer-key": "shared",
    "s3-lifecycle": "shared",
    "s3-logs": "shared",
    "s3-no-force-destroy": "prod",
    "s3-versioning": "shared",
    // SNS and SQS
    "sns-encryption": "shared",
    "sqs-dead-letters": "shared",
    "sqs-encryption": "shared",
    // Systems Manager
    "ssm-customer-key": "shared",
    // VPC and security groups
    "vpc-flow-logs": "shared",
    "vpc-nat-per-zone": "prod",
    "vpc-rule-descriptions": "shared",
    "vpc-two-zones": "shared",
    // WAF
    "waf-logging": "shared",
    "waf-metrics": "shared",
};

/** The profile of a rule. */
export function levelsOf(rule: string): Levels {
    return LEVELS[PROFILES[rule] ?? "always"];
}

const NAMES: readonly (readonly [RegExp, Environment])[] = [
    [/^local(host)?$/, "local"],
    [/^dev(elop(ment)?)?$/, "dev"],
    [/^stag(e|ing)$/, "staging"],
    [/^prod(uction)?$/, "prod"],
];

/** The environment that a stack's name says, by its last part: `acme-dev` is dev. What it does not say is prod: strict. */
export function environmentOf(stack: string): Environment {
    const last =
        stack
            .toLowerCase()
            .split(/[-_./]/)
            .at(-1) ?? "";
    return NAMES.find(([pattern]) => pattern.test(last))?.[1] ?? "prod";
}
