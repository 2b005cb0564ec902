/** The quotas that a stack can exceed, by their codes in Service Quotas. */

/** A quota of AWS, with its default. */
export interface Quota {
    /** The limited resource, in AWS's words. */
    readonly name: string;
    readonly service: string;
    /** Undefined: none is known, and the default of the documentation is what is told. */
    readonly code: string | undefined;
    readonly byDefault: number;
    /** Region of a global quota. @default the stack's */
    readonly region?: string;
    /** The page of AWS with the figure. */
    readonly source: string;
    /**
     * Of one resource of the stack, in which nobody else has a share: an emulated account has the same one.
     * @default the whole account shares it
     */
    readonly ofStack?: true;
}

const VPC = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";
const RDS = "https://docs.aws.amazon.com/general/latest/gr/rds-service.html";
const BALANCERS =
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const FARGATE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html";

/** Global quotas are read there. */
const GLOBAL_REGION = "us-east-1";

/** There is none for Aurora's capacity units: they are limited for each cluster, and its schema is checked for that. */
export const quotas = {
    vpcs: { name: "VPCs", service: "vpc", code: "L-F678F1CE", byDefault: 5, source: VPC },
    addresses: {
        name: "Elastic IP addresses",
        service: "ec2",
        code: "L-0263D0A3",
        byDefault: 5,
        source: VPC,
    },
    natGateways: {
        name: "NAT gateways in a zone",
        service: "vpc",
        code: "L-FE5A380F",
        byDefault: 5,
        source: VPC,
    },
    internetGateways: {
        name: "internet gateways",
        service: "vpc",
        code: "L-A4707A72",
        byDefault: 5,
        source: VPC,
    },
    securityGroups: {
        name: "security groups",
        service: "vpc",
        code: "L-E79EC296",
        byDefault: 2500,
        source: VPC,
    },
    groupRules: {
        name: "rules of a security group, in one direction",
        service: "vpc",
        code: "L-0EA8095F",
        byDefault: 60,
        source: VPC,
        ofStack: true,
    },
    loadBalancers: {
        name: "Application Load Balancers",
        service: "elasticloadbalancing",
        code: "L-53DA6B97",
        byDefault: 50,
        source: BALANCERS,
    },
    targetGroups: {
        name: "target groups of a load balancer",
        service: "elasticloadbalancing",
        code: "L-822D1B1B",
        byDefault: 100,
        source: BALANCERS,
        ofStack: true,
    },
    balancerRules: {
        name: "rules of a load balancer",
        service: "elasticloadbalancing",
        code: "L-7EED9B64",
        byDefault: 100,
        source: BALANCERS,
        ofStack: true,
    },
    functionInterfaces: {
        name: "network interfaces of functions in a VPC",
        service: "lambda",
        code: "L-9FEE3D26",
        byDefault: 500,
        source: LAMBDA,
        ofStack: true,
    },
    fargateOnDemand: {
        name: "Fargate on-demand vCPUs",
        service: "fargate",
        code: "L-3032A538",
        byDefault: 6,
        source: FARGATE,
    },
    fargateSpot: {
        name: "Fargate Spot vCPUs",
        service: "fargate",
        code: "L-36FBB829",
        byDefault: 6,
        source: FARGATE,
    },
    concurrency: {
        name: "Lambda concurrent executions",
        service: "lambda",
        code: "L-B99A9384",
        byDefault: 1000,
        source: LAMBDA,
    },
    busRules: {
        name: "rules of an event bus",
        service: "events",
        code: "L-244521F2",
        byDefault: 300,
        source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
        ofStack: true,
    },
    databaseClusters: {
        name: "RDS clusters",
        service: "rds",
        code: "L-952B80B8",
        byDefault: 40,
        source: RDS,
    },
    databaseInstances: {
        name: "RDS instances",
        service: "rds",
        code: "L-7B6409FD",
        byDefault: 40,
        source: RDS,
    },
    cacheNodes: {
        name: "ElastiCache nodes",
        service: "elasticache",
        code: "L-DFE45DF3",
        byDefault: 300,
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html",
    },
    distributions: {
        name: "CloudFront distributions",
        service: "cloudfront",
        code: "L-24B04930",
        byDefault: 500,
        region: GLOBAL_REGION,
        source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    },
    keyGroups: {
        name: "CloudFront key groups",
        service: "cloudfront",
        code: undefined,
        byDefault: 10,
        region: GLOBAL_REGION,
        source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    },
    publicKeys: {
        name: "CloudFront public keys",
        service: "cloudfront",
        code: undefined,
        byDefault: 10,
        region: GLOBAL_REGION,
        source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html",
    },
    buckets: {
        name: "S3 buckets",
        service: "s3",
        code: "L-DC2B2D3D",
        byDefault: 10_000,
        region: GLOBAL_REGION,
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html",
    },
} as const satisfies Record<string, Quota>;

export type QuotaName = keyof typeof quotas;

/** Quotas of one resource of the stack: nobody else uses anything of it. */
export type OwnQuota = {
    [Name in QuotaName]: (typeof quotas)[Name] extends { readonly ofStack: true } ? Name : never;
}[QuotaName];
