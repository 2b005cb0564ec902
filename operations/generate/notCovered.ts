/** Checks of other catalogues that this pack omits. */
export interface NotCovered {
    readonly ids: readonly string[];
    readonly what: string;
    readonly why: string;
}

/** Checks omitted on purpose, with reasons. */
export const notCovered: readonly NotCovered[] = [
    {
        ids: ["IAM.4", "IAM.5", "IAM.6", "IAM.9", "IAM.19", "IAM.22"],
        what: "The root user, second factors and credentials of people",
        why: "Properties of the account, not of a resource in a program; Security Hub checks them.",
    },
    {
        ids: ["Config.1", "GuardDuty.1", "Inspector.1–4", "Macie.1", "Account.1"],
        what: "Accounts have these services enabled",
        why: "One setting per account and region, possibly of another stack. The pack checks these resources where a stack has them.",
    },
    {
        ids: ["EC2.1", "EC2.4", "EC2.12", "EC2.22", "SSM.1–3"],
        what: "Snapshots, stopped servers, unused addresses and groups, patches",
        why: "Changes after deployment, which neither a program nor a state contains.",
    },
    {
        ids: ["S3.19", "S3.22", "S3.23", "S3.24"],
        what: "Access points, object-level events, multi-region access points",
        why: "The platform creates none, and the public access block of a bucket also covers its access points.",
    },
    {
        ids: ["S3.6"],
        what: "Policies of buckets give other accounts no right to change the bucket itself",
        why: "s3-no-public-policy checks principals, not the actions of a named account; sharing with a named account is visible in the policy.",
    },
    {
        ids: ["RDS.9"],
        what: "Databases export every log type to CloudWatch",
        why: "rds-logs requires the log for incident analysis; general and slow query logs are for temporary diagnosis, and cost money per line.",
    },
    {
        ids: ["CloudWatch.16", "CKV_AWS_338"],
        what: "Logs are kept for a year",
        why: "Retention has a price: logs-retention requires a minimum, and its setting minDays accepts a year.",
    },
    {
        ids: ["S3.7", "S3.11", "S3.15", "S3.20"],
        what: "Replication, event notifications, object lock, MFA delete",
        why: "Needed for some data, not for every bucket; a role cannot set MFA delete.",
    },
    {
        ids: ["ELB.21", "ELB.22", "CKV_AWS_378"],
        what: "Load balancers encrypt traffic to their targets",
        why: "TLS ends at the load balancer; behind it, security groups block all other sources, and every container would need a certificate key.",
    },
    {
        ids: ["ELB.2", "ELB.3", "ELB.7–10", "ELB.14", "AwsSolutions-ELB3", "AwsSolutions-ELB4"],
        what: "Settings of classic load balancers",
        why: "alb-no-classic refuses classic load balancers.",
    },
    {
        ids: ["RDS.14", "CKV_AWS_326", "AwsSolutions-RDS14"],
        what: "Backtracking of Aurora MySQL",
        why: "Only Aurora MySQL has it, and not as Serverless v2; backups restore to any second.",
    },
    {
        ids: ["RDS.19–22"],
        what: "Event subscriptions of databases",
        why: "Alarms cover the important events; alarm-actions requires an action for each alarm.",
    },
    {
        ids: ["RDS.26", "DynamoDB.4", "EC2.28"],
        what: "Backup plans cover every data store",
        why: "Plans select resources by tags and patterns, possibly in another stack, which a program does not show. rds-backups and dynamodb-recovery require the services' own backups.",
    },
    {
        ids: ["AwsSolutions-AEC5"],
        what: "Caches use a non-default port",
        why: "Every connection needs TLS and a token; Security Hub has no such control either.",
    },
    {
        ids: [
            "EC2.17",
            "EC2.24",
            "AutoScaling.6",
            "CKV_AWS_126",
            "CKV_AWS_135",
            "AwsSolutions-EC28",
            "AwsSolutions-EC29",
        ],
        what: "Detailed monitoring, instance types, termination protection of instances",
        why: "A matter of cost and preference; Auto Scaling replaces instances, so they need no protection.",
    },
    {
        ids: ["EventBridge.3", "EventBridge.4", "CKV_AWS_297"],
        what: "Policies of event buses, keys and dead letters of schedules and event rules",
        why: "The platform creates no event bus; targets of schedules report their own failures (lambda-dead-letters), and run again at the next scheduled time.",
    },
    {
        ids: ["ECR.4", "Lambda.6", "SNS.3", "SQS.2", "…"],
        what: "Each resource type has tags",
        why: "One rule, across-required-tags, covers all types.",
    },
    {
        ids: [
            "AppSync",
            "Athena",
            "DMS",
            "EC2.20, 23, 51, 171",
            "EFS",
            "EKS",
            "EMR",
            "ES/Opensearch",
            "Kinesis",
            "MSK",
            "Neptune",
            "NetworkFirewall",
            "Redshift",
            "SageMaker",
            "Step Functions",
        ],
        what: "Services that the platform does not offer, VPNs and transit gateways among them",
        why: "Rules without resources cannot be tested. The across-* rules cover these services.",
    },
    {
        ids: ["APIGateway.2–5", "AwsSolutions-APIG2", "AwsSolutions-APIG6"],
        what: "Client certificates, tracing, web ACL, encrypted cache, request models and logs of methods of REST APIs",
        why: "The platform's APIs are HTTP APIs, which have none of these; CloudFront and its web ACL are in front of them. Rules check access logs, authorizers, throttling and integrations of both API types.",
    },
    {
        ids: ["WAF.1–4", "WAF.6", "WAF.8"],
        what: "Web ACLs and rules of WAF Classic",
        why: "AWS has ended WAF Classic; alb-firewall and cloudfront-firewall require a web ACL of the current WAF.",
    },
    {
        ids: ["EC2.10", "EC2.55–58", "EC2.60"],
        what: "VPC endpoints for individual AWS services",
        why: "Each endpoint costs money per hour and zone; the network settings select endpoints, not a rule.",
    },
    {
        ids: ["EC2.16", "EC2.173", "EC2.180", "CloudFront.12", "CloudTrail.3", "CodeBuild.7", "ECS.21"],
        what: "Unused network ACLs, spot fleets, forwarding interfaces, deleted origins, existence of a trail, build reports, Windows containers",
        why: "Known only in the account, or of types that the platform does not create.",
    },
    {
        ids: ["EC2.172", "SSM.6", "CloudTrail.10", "S3.25"],
        what: "Block public access of all VPCs, logs of automations, CloudTrail Lake, directory buckets",
        why: "A setting of a whole account or region that would block its public load balancers, and services that the platform does not offer.",
    },
    {
        ids: ["CloudFront.16", "CloudFront.17"],
        what: "Origin access control for function URLs, signed URLs",
        why: "The platform calls functions through APIs; lambda-url-auth refuses open URLs. Restricted content is behind the authorizer.",
    },
    {
        ids: ["RDS.4", "RDS.18", "Lambda.3"],
        what: "Snapshots are encrypted, databases and functions are in a VPC",
        why: "A snapshot has the encryption of its database (rds-encrypted); databases are always in a VPC, and a function needs one only to reach resources in it.",
    },
    {
        ids: [
            "Cognito.4",
            "AwsSolutions-COG4",
            "AwsSolutions-AS1",
            "AwsSolutions-AS3",
            "AwsSolutions-CFR1",
            "AwsSolutions-CB5",
        ],
        what: "Protection of custom sign-in, APIs with Cognito and no other authorizer, cooldowns and notifications of groups, countries, build images",
        why: "The platform's user pools have no custom sign-in; apigateway-authorizer accepts any authorizer; the others are matters of preference, or depend on the countries of sale.",
    },
    {
        ids: ["CKV_AWS_144", "CKV2_AWS_62"],
        what: "Buckets have cross-region replication and event notifications",
        why: "Replication doubles the cost, and a backup in another account protects better.",
    },
    {
        ids: ["AwsSolutions-L1"],
        what: "Functions run on the very latest runtime",
        why: "lambda-runtime requires a runtime that AWS supports; the latest runtime is not more secure.",
    },
    {
        ids: ["CKV2_AWS_38", "CKV2_AWS_23"],
        what: "Zones are signed (DNSSEC), and their records have targets",
        why: "A signature needs a record in the parent zone; the target of a record may be in another stack.",
    },
    {
        ids: ["CKV_AWS_233", "IAM.8", "IAM.26"],
        what: "Certificates are replaced before deletion, unused and expired credentials",
        why: "Engine options, which policies do not receive, and facts known only at run time.",
    },
    {
        ids: ["IAM.18", "IAM.27", "IAM.28", "SSM.7", "SecretsManager.2", "SecretsManager.3"],
        what: "Support roles, external access, sharing, failed rotations, unused secrets",
        why: "Facts of the account or its operation, in neither a program nor a state.",
    },
    {
        ids: ["aws-native:*"],
        what: "Resources of the Cloud Control provider",
        why: "Other types with other properties. Rules cover types of the aws provider and their aliases.",
    },
];
