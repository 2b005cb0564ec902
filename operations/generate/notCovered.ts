/** Something that other catalogues check, and this one does not. */
export interface NotCovered {
    readonly ids: readonly string[];
    readonly what: string;
    readonly why: string;
}

/** What is left out on purpose. */
export const notCovered: readonly NotCovered[] = [
    {
        ids: ["IAM.4", "IAM.5", "IAM.6", "IAM.9", "IAM.19", "IAM.22"],
        what: "The root user, second factors and credentials of people",
        why: "Properties of the account, not of a resource that a program makes; Security Hub sees them.",
    },
    {
        ids: ["Config.1", "GuardDuty.1", "Inspector.1–4", "Macie.1", "Account.1"],
        what: "That an account has these services at all",
        why: "Once per account and region: another stack may have done it. What a stack makes of them is judged.",
    },
    {
        ids: ["EC2.1", "EC2.4", "EC2.12", "EC2.22", "SSM.1–3"],
        what: "Snapshots, stopped servers, unused addresses and groups, patches",
        why: "What happens after deployment; nothing of it is in a program or a state.",
    },
    {
        ids: ["S3.19", "S3.22", "S3.23", "S3.24"],
        what: "Access points, object-level events, multi-region access points",
        why: "The platform makes none, and the public access block of the bucket holds for its access points.",
    },
    {
        ids: ["S3.6"],
        what: "Policies of buckets give other accounts no right to change the bucket itself",
        why: "s3-no-public-policy judges who may come, not what a named account may do; sharing with one is a decision that the policy shows.",
    },
    {
        ids: ["RDS.9"],
        what: "Databases send every kind of log that they have to CloudWatch",
        why: "rds-logs asks for the one that explains an incident; general and slow query logs are switched on for a search, and cost by the line.",
    },
    {
        ids: ["CloudWatch.16", "CKV_AWS_338"],
        what: "Logs are kept for a year",
        why: "How long is a decision with a price: logs-retention asks for a limit, and takes the year as its setting minDays.",
    },
    {
        ids: ["S3.7", "S3.11", "S3.15", "S3.20"],
        what: "Replication, event notifications, object lock, MFA delete",
        why: "A need of some data, not of every bucket; MFA delete can't be set by a role.",
    },
    {
        ids: ["ELB.21", "ELB.22", "CKV_AWS_378"],
        what: "Load balancers encrypt what they send to their targets",
        why: "TLS ends at the load balancer; behind it, security groups let nobody else reach a target, and keys of certificates would have to be in every container.",
    },
    {
        ids: ["ELB.2", "ELB.3", "ELB.7–10", "ELB.14", "AwsSolutions-ELB3", "AwsSolutions-ELB4"],
        what: "How classic load balancers are set up",
        why: "alb-no-classic allows none.",
    },
    {
        ids: ["RDS.14", "CKV_AWS_326", "AwsSolutions-RDS14"],
        what: "Backtracking of Aurora MySQL",
        why: "No engine but that one has it, and not as Serverless v2; backups restore to any second.",
    },
    {
        ids: ["RDS.19–22"],
        what: "Subscriptions to events of databases",
        why: "Alarms tell of what matters; alarm-actions asks that they reach somebody.",
    },
    {
        ids: ["RDS.26", "DynamoDB.4", "EC2.28"],
        what: "A backup plan takes care of each store of data",
        why: "Plans select by tags and patterns, of this stack or another one: a program can't tell. rds-backups and dynamodb-recovery ask for the services' own backups.",
    },
    {
        ids: ["AwsSolutions-AEC5"],
        what: "Caches listen on a port of their own",
        why: "Every connection needs TLS and a token; Security Hub does not ask for it either.",
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
        what: "Detailed monitoring, kinds of instances, termination protection of servers",
        why: "Cost and taste; servers of a group are replaced, not protected.",
    },
    {
        ids: ["EventBridge.3", "EventBridge.4", "CKV_AWS_297"],
        what: "Policies of event buses, keys and dead letters of schedules and event rules",
        why: "The platform makes no bus; what a schedule starts reports its failures itself (lambda-dead-letters), and is started again at its next time.",
    },
    {
        ids: ["ECR.4", "Lambda.6", "SNS.3", "SQS.2", "…"],
        what: "That each kind of resource is tagged",
        why: "One rule, across-required-tags, for all kinds.",
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
        why: "Rules without resources to test them on would be guesses. across-* rules hold for them.",
    },
    {
        ids: ["APIGateway.2–5", "AwsSolutions-APIG2", "AwsSolutions-APIG6"],
        what: "Client certificates, tracing, web ACL, encrypted cache, request models and logs of methods of REST APIs",
        why: "The platform's APIs are HTTP APIs, which have none of these; CloudFront with its web ACL stands before them. Access logs, authorizers, throttling and integrations are judged of both kinds.",
    },
    {
        ids: ["WAF.1–4", "WAF.6", "WAF.8"],
        what: "Web ACLs and rules of WAF Classic",
        why: "AWS has ended it; alb-firewall and cloudfront-firewall ask for a web ACL of today's WAF.",
    },
    {
        ids: ["EC2.10", "EC2.55–58", "EC2.60"],
        what: "VPC endpoints for single services of AWS",
        why: "Each costs by hour and zone; which are worth it is a setting of the network, not a rule.",
    },
    {
        ids: ["EC2.16", "EC2.173", "EC2.180", "CloudFront.12", "CloudTrail.3", "CodeBuild.7", "ECS.21"],
        what: "Unused network ACLs, spot fleets, forwarding interfaces, origins that are gone, whether there is a trail at all, build reports, Windows containers",
        why: "Known in the account only, or of kinds that the platform does not make.",
    },
    {
        ids: ["EC2.172", "SSM.6", "CloudTrail.10", "S3.25"],
        what: "Block public access of all VPCs, logs of automations, CloudTrail Lake, directory buckets",
        why: "A switch of a whole account or region that would cut off its public load balancers, and services that the platform does not offer.",
    },
    {
        ids: ["CloudFront.16", "CloudFront.17"],
        what: "Origin access control for URLs of functions, signed addresses",
        why: "The platform reaches functions through APIs; lambda-url-auth lets no URL be open. What is for some only is behind the authorizer.",
    },
    {
        ids: ["RDS.4", "RDS.18", "Lambda.3"],
        what: "Snapshots of their own are encrypted, databases and functions are in a VPC",
        why: "A snapshot is as encrypted as its database (rds-encrypted); databases are always in one, and a function needs one only for what is in it.",
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
        why: "The platform's user pools have no custom sign-in; apigateway-authorizer takes any authorizer; the others are matters of taste, or of what a product may be sold to.",
    },
    {
        ids: ["CKV_AWS_144", "CKV2_AWS_62"],
        what: "Buckets are replicated to another region, and tell of events",
        why: "Doubles cost for what a backup in another account does better.",
    },
    {
        ids: ["AwsSolutions-L1"],
        what: "Functions run on the very latest runtime",
        why: "lambda-runtime asks for one that AWS supports; the latest one is not more secure.",
    },
    {
        ids: ["CKV2_AWS_38", "CKV2_AWS_23"],
        what: "Zones are signed (DNSSEC), and their records point to something",
        why: "A signature needs a record in the parent's zone; what a record points to may be of another stack.",
    },
    {
        ids: ["CKV_AWS_233", "IAM.8", "IAM.26"],
        what: "Certificates replaced before they are removed, credentials that nobody uses or that have ended",
        why: "Options of the engine, which policies do not see; and what is known on the day itself only.",
    },
    {
        ids: ["IAM.18", "IAM.27", "IAM.28", "SSM.7", "SecretsManager.2", "SecretsManager.3"],
        what: "Roles for support, external access, sharing, rotations that failed, unused secrets",
        why: "Of the account, or of its running: neither in a program nor in a state.",
    },
    {
        ids: ["aws-native:*"],
        what: "Resources of the Cloud Control provider",
        why: "Other types with other properties. Rules name types of the aws provider and their twins.",
    },
];
