import { innermostType, logicalNames, type ResourceName } from "../derived/resourceNames";
import { keyPath, type Problem } from "../messages/problems";
import type { Check } from "./check";

/** A hyphen and seven digits, which Pulumi puts behind a name. */
const RANDOM = 8;

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
    "aws:cloudwatch/eventArchive:EventArchive": 48,
    "aws:cloudwatch/eventBus:EventBus": 256,
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

/** A name that is made of a longer text, such as the expression of a schedule, may be too long for AWS. */
export const namesFit: Check = {
    // It looks at whatever is valid.
    keys: [],
    run: (values, context) => {
        const problems = new Map<string, Problem>();
        for (const one of logicalNames(values, context)) {
            const tooLong = complaint(one);
            if (tooLong && !problems.has(tooLong.key)) problems.set(tooLong.key, tooLong);
        }
        return [...problems.values()];
    },
};

function complaint({ scope, name, path }: ResourceName): Problem | undefined {
    const type = innermostType(scope);
    const most = (MAX_NAME[type] ?? Infinity) - RANDOM;
    if (name.length <= most || path === undefined) return undefined;
    const [, , what] = type.split(":");
    return {
        key: keyPath(path),
        message: `would make a resource "${name}" (${what}), which has ${name.length} characters; it must have at most ${most}, so give it a shorter name`,
    };
}
