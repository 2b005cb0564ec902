/** How long names in AWS may be, and how a longer one is cut. */
import { createHash } from "node:crypto";

/** A hyphen and seven digits, which Pulumi puts behind a name. */
export const RANDOM = 8;

/** Most characters of names in AWS, by type: of all types whose names Pulumi makes from a resource's own. */
export const MAX_NAME: Readonly<Record<string, number>> = {
    "aws:apigatewayv2/api:Api": 128,
    "aws:appautoscaling/policy:Policy": 256,
    "aws:appautoscaling/scheduledAction:ScheduledAction": 256,
    "aws:autoscaling/group:Group": 255,
    "aws:backup/selection:Selection": 50,
    "aws:backup/vault:Vault": 50,
    "aws:cfg/rule:Rule": 128,
    "aws:cloudfront/cachePolicy:CachePolicy": 128,
    "aws:cloudfront/function:Function": 64,
    "aws:cloudfront/originAccessControl:OriginAccessControl": 64,
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": 128,
    "aws:cloudwatch/eventRule:EventRule": 64,
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": 60,
    "aws:cloudwatch/logDeliverySource:LogDeliverySource": 60,
    "aws:cloudwatch/logGroup:LogGroup": 512,
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": 512,
    "aws:cloudwatch/metricAlarm:MetricAlarm": 255,
    "aws:codebuild/project:Project": 150,
    "aws:codepipeline/pipeline:Pipeline": 100,
    "aws:cognito/userPool:UserPool": 128,
    "aws:cognito/userPoolClient:UserPoolClient": 128,
    "aws:dynamodb/table:Table": 255,
    "aws:ec2/launchTemplate:LaunchTemplate": 128,
    "aws:ec2/securityGroup:SecurityGroup": 255,
    "aws:ecs/cluster:Cluster": 255,
    "aws:ecs/service:Service": 255,
    "aws:ecs/taskDefinition:TaskDefinition": 255,
    "aws:elasticache/parameterGroup:ParameterGroup": 255,
    "aws:elasticache/replicationGroup:ReplicationGroup": 40,
    "aws:elasticache/subnetGroup:SubnetGroup": 255,
    "aws:iam/instanceProfile:InstanceProfile": 128,
    "aws:iam/role:Role": 64,
    "aws:iam/rolePolicy:RolePolicy": 128,
    "aws:lambda/function:Function": 64,
    "aws:lb/loadBalancer:LoadBalancer": 32,
    "aws:lb/targetGroup:TargetGroup": 32,
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": 255,
    "aws:rds/parameterGroup:ParameterGroup": 255,
    "aws:rds/subnetGroup:SubnetGroup": 255,
    "aws:s3/bucket:Bucket": 63,
    "aws:scheduler/schedule:Schedule": 64,
    "aws:secretsmanager/secret:Secret": 512,
    "aws:sns/topic:Topic": 256,
    "aws:sqs/queue:Queue": 80,
    "aws:wafv2/ipSet:IpSet": 128,
    "aws:wafv2/webAcl:WebAcl": 128,
};

/** Characters of the hash that stands for what is cut off. */
const HASH = 8;

/**
 * A name for Pulumi with which the name in AWS is short enough: a longer one is cut, and ends with a hash of all of it.
 *
 * @param type the resource's, whose name Pulumi makes of this one
 */
export function fitted(name: string, type: keyof typeof MAX_NAME): string {
    const most = (MAX_NAME[type] ?? Infinity) - RANDOM;
    if (name.length <= most) return name;
    const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH);
    return `${name.slice(0, most - HASH - 1).replace(/-+$/, "")}-${hash}`;
}

/** Resources of functions whose names are cut: a function may have as long a name as Lambda allows. */
export const FITTED = [
    "aws:iam/role:Role",
    "aws:lambda/function:Function",
    "aws:scheduler/schedule:Schedule",
] as const;
