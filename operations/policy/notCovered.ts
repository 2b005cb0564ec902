/** Something that other catalogues check, and this one does not. */
export interface NotCovered {
    readonly ids: readonly string[];
    readonly what: string;
    readonly why: string;
}

/** What is left out on purpose. */
export const notCovered: readonly NotCovered[] = [
    {
        ids: ["IAM.4", "IAM.5", "IAM.6", "IAM.7", "IAM.9", "IAM.19", "IAM.22"],
        what: "The root user, second factors and credentials of people",
        why: "Properties of the account, not of a resource that a program makes; Security Hub sees them.",
    },
    {
        ids: ["Config.1", "GuardDuty.1", "Inspector.1–4", "Macie.1", "Account.1"],
        what: "Services that an account should have switched on",
        why: "Once per account and region: a stack can't know whether another one has done it.",
    },
    {
        ids: ["EC2.1", "EC2.4", "EC2.12", "EC2.22", "SSM.1–3"],
        what: "Snapshots, stopped servers, unused addresses and groups, patches",
        why: "What happens after deployment; nothing of it is in a program or a state.",
    },
    {
        ids: ["S3.6", "S3.19", "S3.22", "S3.23", "S3.24"],
        what: "Access points, object-level events, multi-region access points",
        why: "The platform makes none, and the public access block of the bucket holds for its access points.",
    },
    {
        ids: ["S3.7", "S3.11", "S3.15", "S3.20"],
        what: "Replication, event notifications, object lock, MFA delete",
        why: "A need of some data, not of every bucket; MFA delete can't be set by a role.",
    },
    {
        ids: ["ECR.4", "Lambda.6", "SNS.3", "SQS.2", "…"],
        what: "That each kind of resource is tagged",
        why: "One rule, across-required-tags, for all kinds.",
    },
    {
        ids: [
            "DMS",
            "EKS",
            "EMR",
            "ES/Opensearch",
            "Kinesis",
            "MSK",
            "Neptune",
            "Redshift",
            "SageMaker",
            "Step Functions",
        ],
        what: "Services that the platform does not offer",
        why: "Rules without resources to test them on would be guesses. across-* rules hold for them.",
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
        ids: ["aws-native:*"],
        what: "Resources of the Cloud Control provider",
        why: "Other types with other properties. Rules name types of the aws provider and their twins.",
    },
];
