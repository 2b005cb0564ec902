import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { ClientSettings } from "../pulumi/awsClient";

/** The AWS clients that read an account's quotas and use. */
export interface Clients {
    readonly cloudFront: CloudFrontClient;
    readonly ec2: EC2Client;
    readonly ecs: ECSClient;
    readonly elastiCache: ElastiCacheClient;
    readonly lambda: LambdaClient;
    readonly loadBalancing: ElasticLoadBalancingV2Client;
    readonly rds: RDSClient;
    readonly s3: S3Client;
    /** The stack's own region. */
    readonly region: string;
    /** By region: a global service has one of its own. */
    readonly quotas: (region?: string) => ServiceQuotasClient;
}

export function createClients(settings: ClientSettings): Clients {
    return {
        region: settings.region,
        cloudFront: new CloudFrontClient(settings),
        ec2: new EC2Client(settings),
        ecs: new ECSClient(settings),
        elastiCache: new ElastiCacheClient(settings),
        lambda: new LambdaClient(settings),
        loadBalancing: new ElasticLoadBalancingV2Client(settings),
        rds: new RDSClient(settings),
        s3: new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined }),
        quotas: (region = settings.region) => new ServiceQuotasClient({ ...settings, region }),
    };
}
