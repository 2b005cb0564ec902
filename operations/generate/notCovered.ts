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
        ids: ["Config.1", "GuardDuty.1", "CKV2_AWS_3", "Inspector.1–4", "Macie.1", "Account.1"],
        what: "Accounts have these services enabled",
        why: "One setting per account and region, possibly of another stack. The pack checks these resources where a stack has them.",
    },
    {
        ids: ["GuardDuty.5", "GuardDuty.7", "GuardDuty.11–13"],
        what: "GuardDuty's plans for EKS and for processes at runtime",
        why: "They look at clusters that an account need not have, and at agents on machines; guardduty-enabled refuses an agent's part that is off while runtime monitoring is on.",
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
        ids: [
            "ELB.2",
            "ELB.3",
            "ELB.7–10",
            "ELB.14",
            "AwsSolutions-ELB3",
            "AwsSolutions-ELB4",
            "AwsSolutions-ELB5",
        ],
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
        ids: ["RDS.26", "DynamoDB.4", "EC2.28", "CKV2_AWS_8", "CKV2_AWS_9", "CKV2_AWS_18"],
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
            "CKV2_AWS_41",
            "CKV_AWS_135",
            "AwsSolutions-EC28",
            "AwsSolutions-EC29",
        ],
        what: "Detailed monitoring, instance types, termination protection of instances",
        why: "A matter of cost and preference; Auto Scaling replaces instances, so they need no protection.",
    },
    {
        ids: ["EventBridge.3", "EventBridge.4", "CKV_AWS_297"],
        what: "Policies of event buses, global endpoints, keys and dead letters of schedules",
        why: "A bus without a policy is open to its own account only, which events-bus-not-public allows; targets of schedules report their own failures (lambda-dead-letters), and run again at the next scheduled time.",
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
        ids: [
            "APIGateway.2–5",
            "AwsSolutions-APIG2",
            "AwsSolutions-APIG3",
            "AwsSolutions-APIG6",
            ...["CKV_AWS_73", "CKV_AWS_120", "CKV_AWS_225", "CKV_AWS_276", "CKV_AWS_308"],
            ...["CKV2_AWS_4", "CKV2_AWS_29", "CKV2_AWS_51", "CKV2_AWS_53", "CKV2_AWS_77"],
        ],
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
        ids: ["CKV_AWS_144", "CKV_AWS_143", "CKV2_AWS_62"],
        what: "Buckets have cross-region replication, object lock and event notifications",
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
        ids: ["RDS.51", "AwsSolutions-RDS8", "CKV_AWS_250", "CKV_AWS_388"],
        what: "Engine versions of databases, security groups of EC2-Classic",
        why: "What AWS still supports changes without a change of the program, and EC2-Classic is gone; rds-minor-upgrades installs fixes, and the vpc-* rules judge the security groups.",
    },
    {
        ids: ["CKV2_AWS_14", "CKV2_AWS_21", "CKV_AWS_348"],
        what: "Groups and access keys of IAM users",
        why: "iam-no-users refuses users, their keys and their groups.",
    },
    {
        ids: ["CKV2_AWS_1", "CKV2_AWS_2", "CKV2_AWS_5", "CKV2_AWS_19"],
        what: "Network ACLs, security groups, addresses and volumes are in use",
        why: "What is used by another stack or later looks unused here; it is a matter of cost.",
    },
    {
        ids: ["CKV2_AWS_7", "CKV2_AWS_33", "CKV2_AWS_36", "CKV2_AWS_68", "CKV2_AWS_78"],
        what: "Resources beside a judged one: EMR, AppSync, SageMaker, requests of Terraform itself",
        why: "Services that the platform does not offer; the judged resource has rules of its own.",
    },
    {
        ids: ["CKV2_AWS_35", "CKV2_AWS_44", "CKV_AWS_148"],
        what: "Routes by NAT instances and peerings, default VPCs",
        why: "vpc-nat-per-zone and rds-private-subnets judge where routes lead; default VPCs are judged as any other.",
    },
    {
        ids: ["CKV2_AWS_27", "CKV2_AWS_30"],
        what: "PostgreSQL logs every statement",
        why: "Statements contain data, and logs of all of them cost money per line; rds-logs requires the engine's log.",
    },
    {
        ids: ["CKV2_AWS_64", "CKV_AWS_93", "CKV_AWS_72", "CKV_AWS_385"],
        what: "Keys have a policy in the program; policies lock nobody out, name single actions, and no other account",
        why: "Without one, AWS gives a key its account's own; sharing with a named account is visible in the policy. The *-not-public rules check principals, kms-lockout-check keeps AWS's own check.",
    },
    {
        ids: ["CKV2_AWS_71", "CKV_AWS_216", "CKV_AWS_374", "AwsSolutions-CFR1"],
        what: "Certificates without wildcards, distributions that are on, limits by country",
        why: "A matter of what is sold where, and of how names are given.",
    },
    {
        ids: ["CKV_AWS_112", "CKV_AWS_113"],
        what: "Sessions of Session Manager are encrypted and logged",
        why: "Preferences of the account and region, in a document that Systems Manager owns.",
    },
    {
        ids: ["CKV_AWS_117", "CKV_AWS_173", "CKV_AWS_272"],
        what: "Functions are in a VPC, with signed code and a key for their variables",
        why: "A VPC protects no function that has nothing in it; lambda-environment-secrets keeps secrets out of variables, which AWS encrypts; releases are signed where they are built.",
    },
    {
        ids: ["CKV_AWS_146", "CKV_AWS_266", "CKV_AWS_181", "CKV_AWS_186", "CKV_AWS_189"],
        what: "Keys of snapshots, objects, copies and single volumes",
        why: "They have the key of the database or bucket that they are in (rds-customer-key, s3-customer-key); ec2-encrypted-volumes requires encryption of volumes, and ec2-default-encryption of the account's.",
    },
    {
        ids: ["CKV_AWS_153", "CKV_AWS_252"],
        what: "Groups hand their tags on, trails notify at each file",
        why: "across-required-tags reads the tags that instances get; alarms watch the log group of a trail (trail-to-logs).",
    },
    {
        ids: ["CKV_AWS_260", "CKV_AWS_382"],
        what: "Security groups close port 80 to the internet, and limit outbound traffic",
        why: "Port 80 redirects to HTTPS (alb-http-redirects), so vpc-authorised-ports allows it by default: without 80 among its ports, it is the same. What goes out is limited by the rules of those that it reaches.",
    },
    {
        ids: ["CKV_AWS_275", "CKV_AWS_352"],
        what: "Data sources that read AdministratorAccess, network ACLs without port ranges",
        why: "iam-no-admin-attachment judges what is attached; ACLs keep no state, and must let answers in at any high port (vpc-nacl-admin-ports).",
    },
    {
        ids: ["aws-native:*"],
        what: "Resources of the Cloud Control provider",
        why: "Other types with other properties. Rules cover types of the aws provider and their aliases.",
    },
];
