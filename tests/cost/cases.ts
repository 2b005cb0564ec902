/** Small stacks with costs calculated by hand, in us-east-1, with a use of one unless stated otherwise. */
import type { AssumptionName } from "../../cost/assumptions";
import type { CostResource } from "../../cost/types";

interface Case {
    readonly what: string;
    readonly resources: readonly CostResource[];
    readonly assumptions?: Partial<Record<AssumptionName, number>>;
    /** US dollars a month. */
    readonly low: number;
    readonly high?: number;
}

const urnOf = (type: string, name: string): string => `urn:pulumi:s::p::${type}::${name}`;

const make = (
    token: string,
    props: CostResource["props"] = {},
    { name = "it", on = [] }: { name?: string; on?: readonly CostResource[] } = {},
): CostResource => ({
    urn: urnOf(`aws:${token}`, name),
    type: `aws:${token}`,
    name,
    props,
    dependencies: on.map(({ urn }) => urn),
});

const M = 1e6;

const task = make("ecs/taskDefinition:TaskDefinition", {
    cpu: "512",
    memory: "1024",
    runtimePlatform: { cpuArchitecture: "ARM64" },
    ephemeralStorage: { sizeInGib: 30 },
});
const service = (props: CostResource["props"]): CostResource =>
    make("ecs/service:Service", props, { on: [task] });
const spot = service({
    capacityProviderStrategies: [
        { capacityProvider: "FARGATE", weight: 25 },
        { capacityProvider: "FARGATE_SPOT", weight: 75 },
    ],
    desiredCount: 9,
});
const tasks = make(
    "appautoscaling/target:Target",
    { scalableDimension: "ecs:service:DesiredCount", minCapacity: 1, maxCapacity: 4 },
    { on: [spot] },
);
const evening = make(
    "appautoscaling/scheduledAction:ScheduledAction",
    { scalableTargetAction: { minCapacity: 2, maxCapacity: 8 } },
    { on: [tasks] },
);
const ARM = 0.5 * 0.03238 + 1 * 0.00356;
const ARM_SPOT = 0.5 * 0.009714 + 1 * 0.001068;
const taskHour = 0.25 * ARM + 0.75 * ARM_SPOT + 10 * 0.000111;

const aurora = make("rds/cluster:Cluster", {
    engine: "aurora-postgresql",
    serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 4 },
    manageMasterUserPassword: true,
});
const writer = make(
    "rds/clusterInstance:ClusterInstance",
    { instanceClass: "db.serverless" },
    { on: [aurora] },
);
const readers = make(
    "appautoscaling/target:Target",
    { scalableDimension: "rds:cluster:ReadReplicaCount", minCapacity: 0, maxCapacity: 2 },
    { on: [aurora] },
);
const proxy = make("rds/proxy:Proxy");
const proxied = make("rds/proxyTarget:ProxyTarget", {}, { on: [proxy, aurora] });
const auroraRest = 0.1 + 0.2 / M + 0.021 + 0.4;

const instance = make("rds/instance:Instance", {
    engine: "mysql",
    instanceClass: "db.t3.small",
    allocatedStorage: 20,
    maxAllocatedStorage: 100,
    storageType: "gp3",
    multiAz: true,
});

const template = make("ec2/launchTemplate:LaunchTemplate", {
    instanceType: "t4g.micro",
    blockDeviceMappings: [{ ebs: { volumeSize: 16, volumeType: "gp3" } }],
});

/** What starts something at six in the morning, and stops it at six in the evening. */
const halfDays = (
    token: string,
    on: CostResource,
    props: (hour: number, isOn: boolean) => CostResource["props"],
): CostResource[] => [
    make(token, props(6, true), { name: "wake", on: [on] }),
    make(token, props(18, false), { name: "sleep", on: [on] }),
];
const sleeping = make("autoscaling/group:Group", { minSize: 1, maxSize: 3 }, { on: [template] });
const groupTurn = (hour: number, isOn: boolean) => ({
    recurrence: `0 ${hour} * * *`,
    minSize: isOn ? 1 : 0,
    maxSize: isOn ? 3 : 0,
});
const taskTurn = (hour: number, isOn: boolean) => ({
    schedule: `cron(0 ${hour} * * ? *)`,
    scalableTargetAction: { minCapacity: isOn ? 1 : 0, maxCapacity: isOn ? 4 : 0 },
});
const databaseTurn = (hour: number, isOn: boolean) => ({
    scheduleExpression: `cron(0 ${hour} * * ? *)`,
    target: { arn: `arn:aws:scheduler:::aws-sdk:rds:${isOn ? "start" : "stop"}DBCluster` },
});

const table = make("dynamodb/table:Table", {
    billingMode: "PROVISIONED",
    readCapacity: 5,
    writeCapacity: 5,
    globalSecondaryIndexes: [{ name: "by-date", readCapacity: 5, writeCapacity: 2 }],
});
const reads = (what: "table" | "index", name: string, resourceId: string): CostResource =>
    make(
        "appautoscaling/target:Target",
        {
            scalableDimension: `dynamodb:${what}:ReadCapacityUnits`,
            minCapacity: 1,
            maxCapacity: 10,
            resourceId,
        },
        { name, on: [table] },
    );

const code = make("lambda/function:Function", {
    memorySize: 512,
    architectures: ["arm64"],
    ephemeralStorage: { size: 1536 },
});
const alias = make("lambda/alias:Alias", {}, { on: [code] });

const detector = make("guardduty/detector:Detector", { enable: true });
const feature = (name: string, status: string): CostResource =>
    make("guardduty/detectorFeature:DetectorFeature", { name, status }, { name, on: [detector] });

export const CASES: readonly Case[] = [
    {
        what: "a NAT gateway: 730 hours at 0.045, 10 GB at 0.045",
        resources: [make("ec2/natGateway:NatGateway")],
        assumptions: { natGb: 10 },
        low: 32.85 + 0.45,
    },
    { what: "an address: 730 hours at 0.005", resources: [make("ec2/eip:Eip")], low: 3.65 },
    {
        what: "an interface endpoint in three zones, and a gateway endpoint that costs nothing",
        resources: [
            make("ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] }),
            make("ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }, { name: "s3" }),
        ],
        low: 3 * 7.3 + 0.01,
    },
    {
        what: "a public load balancer in two zones with half a capacity unit",
        resources: [make("lb/loadBalancer:LoadBalancer", { subnets: ["a", "b"] })],
        assumptions: { loadBalancerUnits: 0.5 },
        low: 730 * 0.0225 + 365 * 0.008 + 2 * 3.65,
    },
    {
        what: "a public network load balancer in three zones, in one of them with the account's own address",
        resources: [
            make("lb/loadBalancer:LoadBalancer", {
                loadBalancerType: "network",
                subnetMappings: [
                    { subnetId: "a", allocationId: "eipalloc-1" },
                    { subnetId: "b" },
                    { subnetId: "c" },
                ],
            }),
        ],
        low: 730 * 0.0225 + 730 * 0.006 + 2 * 3.65,
    },
    {
        what: "a gateway load balancer, which has no public address",
        resources: [
            make("lb/loadBalancer:LoadBalancer", { loadBalancerType: "gateway", subnets: ["a", "b"] }),
        ],
        low: 730 * 0.0125 + 730 * 0.004,
    },
    {
        what: "an internal one, by the other name of its type",
        resources: [make("alb/loadBalancer:LoadBalancer", { subnets: ["a", "b"], internal: true })],
        low: 730 * 0.0225 + 730 * 0.008,
    },
    {
        what: "a service on Fargate: ARM, three quarters on Spot, 1 to 8 tasks by autoscaling and its schedule",
        resources: [task, spot, tasks, evening],
        low: 730 * taskHour,
        high: 8 * 730 * taskHour,
    },
    {
        what: "a service without scaling, on demand, with public addresses",
        resources: [
            task,
            service({
                launchType: "FARGATE",
                desiredCount: 2,
                networkConfiguration: { assignPublicIp: true },
            }),
        ],
        low: 2 * 730 * (ARM + 10 * 0.000111 + 0.005),
    },
    {
        what: "a service on instances, which are paid for as such",
        resources: [task, service({ launchType: "EC2", desiredCount: 2 })],
        low: 0,
    },
    {
        what: "a cluster with enhanced Container Insights for one service",
        resources: [
            make("ecs/cluster:Cluster", { settings: [{ name: "containerInsights", value: "enhanced" }] }),
            make("ecs/service:Service", { launchType: "EC2" }, { on: [make("ecs/cluster:Cluster")] }),
        ],
        assumptions: { insightsMetricsEnhanced: 100 },
        low: 7,
    },
    {
        what: "Aurora that pauses: from 0 to 4 units, up to two readers more",
        resources: [aurora, writer, readers],
        low: auroraRest,
        high: auroraRest + 3 * 4 * 730 * 0.12,
    },
    {
        what: "a proxy of it: 8 units at least",
        resources: [aurora, writer, proxy, proxied],
        low: auroraRest + 8 * 730 * 0.015,
        high: auroraRest + 4 * 730 * 0.12 + 8 * 730 * 0.015,
    },
    {
        what: "a MySQL instance with a standby: everything twice but backups, storage from 20 to 100 GB",
        resources: [instance],
        low: 2 * 730 * 0.034 + 2 * 20 * 0.115 + 0.095,
        high: 2 * 730 * 0.034 + 2 * 100 * 0.115 + 0.095,
    },
    {
        what: "a cache of two nodes: Valkey costs a fifth less",
        resources: [
            make("elasticache/replicationGroup:ReplicationGroup", {
                engine: "valkey",
                nodeType: "cache.t4g.micro",
                numCacheClusters: 2,
            }),
        ],
        low: 2 * 730 * 0.016 * 0.8,
    },
    {
        what: "a sharded cache with snapshots",
        resources: [
            make("elasticache/replicationGroup:ReplicationGroup", {
                engine: "redis",
                nodeType: "cache.m7g.large",
                numNodeGroups: 2,
                replicasPerNodeGroup: 1,
                snapshotRetentionLimit: 7,
            }),
        ],
        low: 4 * 730 * 0.158 + 0.085,
    },
    {
        what: "a group of servers for half of each day",
        resources: [template, sleeping, ...halfDays("autoscaling/schedule:Schedule", sleeping, groupTurn)],
        low: (730 * 0.0084 + 16 * 0.08) / 2,
        high: (3 * (730 * 0.0084 + 16 * 0.08)) / 2,
    },
    {
        what: "a service for half of each day",
        resources: [
            task,
            spot,
            tasks,
            ...halfDays("appautoscaling/scheduledAction:ScheduledAction", tasks, taskTurn),
        ],
        low: (730 * taskHour) / 2,
        high: (4 * 730 * taskHour) / 2,
    },
    {
        what: "an Aurora instance for half of each day",
        resources: [aurora, writer, ...halfDays("scheduler/schedule:Schedule", aurora, databaseTurn)],
        low: auroraRest + 2 / M,
        high: auroraRest + 2 / M + (4 * 730 * 0.12) / 2,
    },
    {
        what: "a group of one to three servers with volumes",
        resources: [
            template,
            make("autoscaling/group:Group", { minSize: 1, maxSize: 3 }, { on: [template] }),
        ],
        low: 730 * 0.0084 + 16 * 0.08,
        high: 3 * (730 * 0.0084 + 16 * 0.08),
    },
    {
        what: "an instance with a public address and a volume of its own size",
        resources: [
            make("ec2/instance:Instance", {
                instanceType: "t3.micro",
                associatePublicIpAddress: true,
                rootBlockDevice: { volumeSize: 50, volumeType: "gp2" },
            }),
            make("ebs/volume:Volume", { size: 10, type: "gp3" }),
        ],
        low: 730 * 0.0104 + 50 * 0.1 + 3.65 + 0.8,
    },
    {
        what: "a function: 10 million calls of 100 ms with 512 MiB on ARM, 1 GB of storage more",
        resources: [code],
        assumptions: { functionCalls: 10 * M, functionMs: 100 },
        low: 2 + M * 0.5 * 0.0000133334 + M * 1 * 0.0000000309,
    },
    {
        what: "two provisioned instances of it",
        resources: [
            code,
            alias,
            make(
                "lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
                { provisionedConcurrentExecutions: 2 },
                { on: [alias] },
            ),
        ],
        assumptions: { functionCalls: 0 },
        low: 2 * 730 * 3600 * 0.5 * 0.0000033334,
    },
    {
        what: "an HTTP API, a REST API and one of websockets, a million requests each",
        resources: [
            make("apigatewayv2/api:Api", { protocolType: "HTTP" }),
            make("apigateway/restApi:RestApi"),
            make("apigatewayv2/api:Api", { protocolType: "WEBSOCKET" }, { name: "live" }),
        ],
        assumptions: { apiRequests: M },
        low: 1 + 3.5 + 1,
    },
    {
        what: "a distribution with a function before and one after the cache",
        resources: [
            make("cloudfront/distribution:Distribution", {
                defaultCacheBehavior: { functionAssociations: [{}, {}] },
                orderedCacheBehaviors: [{ functionAssociations: [{}] }],
            }),
        ],
        assumptions: { cdnGb: 10, cdnRequests: M },
        low: 10 * 0.085 + 100 * 0.012 + 2 * 0.1,
    },
    {
        what: "a bucket: 100 GB, 10 000 writes, a million reads",
        resources: [make("s3/bucket:Bucket")],
        assumptions: { bucketGb: 100, bucketWrites: 10_000, bucketReads: M },
        low: 2.3 + 0.05 + 0.4,
    },
    {
        what: "a table that is paid by request, with an index and recovery: each write counts twice",
        resources: [
            make("dynamodb/table:Table", {
                billingMode: "PAY_PER_REQUEST",
                globalSecondaryIndexes: [{}],
                pointInTimeRecovery: { enabled: true },
            }),
        ],
        assumptions: { tableReads: 2 * M, tableWrites: M, tableGb: 10 },
        low: 0.25 + 2 * 0.625 + 2.5 + 2,
    },
    {
        what: "a table with capacity, which autoscaling changes for its reads",
        resources: [
            table,
            reads("table", "carts-read", "table/carts"),
            reads("index", "carts-by-date-read", "table/carts/index/by-date"),
        ],
        assumptions: { tableGb: 0 },
        low: 730 * (2 * 0.00013 + 7 * 0.00065),
        high: 730 * (20 * 0.00013 + 7 * 0.00065),
    },
    {
        what: "alarms: one metric, three metrics, every 10 seconds, composite",
        resources: [
            make("cloudwatch/metricAlarm:MetricAlarm", { metricName: "a", period: 60 }),
            make(
                "cloudwatch/metricAlarm:MetricAlarm",
                { metricQueries: [{ metric: {} }, { metric: {} }, { metric: {} }, { expression: "a+b+c" }] },
                { name: "math" },
            ),
            make("cloudwatch/metricAlarm:MetricAlarm", { metricName: "a", period: 10 }, { name: "fast" }),
            make("cloudwatch/compositeAlarm:CompositeAlarm"),
        ],
        low: 0.1 + 0.3 + 0.3 + 0.5,
    },
    {
        what: "a dashboard and a metric from logs",
        resources: [
            make("cloudwatch/dashboard:Dashboard"),
            make("cloudwatch/logMetricFilter:LogMetricFilter"),
        ],
        low: 3.3,
    },
    {
        what: "canaries: one every five minutes, one every two hours, one that ran once",
        resources: ["rate(5 minutes)", "rate(2 hours)", "rate(0 minute)"].map((expression, index) =>
            make("synthetics/canary:Canary", { schedule: { expression } }, { name: `canary-${index}` }),
        ),
        low: (8760 + 365 + 1) * 0.0012,
    },
    {
        what: "a canary whose schedule is no rate",
        resources: [make("synthetics/canary:Canary", { schedule: { expression: "cron(0 6 * * ? *)" } })],
        assumptions: { canaryRuns: 30 },
        low: 30 * 0.0012,
    },
    {
        what: "logs: 10 GB written, kept a year, compressed to 15 %",
        resources: [make("cloudwatch/logGroup:LogGroup", { retentionInDays: 365 })],
        assumptions: { logGb: 10 },
        low: 5 + 10 * 12 * 0.15 * 0.03,
    },
    {
        what: "keys: one, and one that rotates",
        resources: [
            make("kms/key:Key", {}),
            make("kms/key:Key", { enableKeyRotation: true }, { name: "rotating" }),
        ],
        assumptions: { keyRequests: 0 },
        low: 2,
        high: 4,
    },
    {
        what: "a firewall: four rules, one of them with a price of its own, a million requests",
        resources: [
            make("wafv2/webAcl:WebAcl", {
                rules: [
                    {
                        statement: {
                            managedRuleGroupStatement: { name: "AWSManagedRulesBotControlRuleSet" },
                        },
                    },
                    { statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet" } } },
                    { statement: { rateBasedStatement: {} } },
                    { statement: {} },
                ],
            }),
        ],
        assumptions: { webAclRequests: M },
        low: 5 + 4 + 10 + 0.6,
    },
    {
        what: "a secret in two regions, read 100 000 times, and parameters",
        resources: [
            make("secretsmanager/secret:Secret", { replicas: [{}] }),
            make("ssm/parameter:Parameter", { tier: "Standard" }),
            make("ssm/parameter:Parameter", { tier: "Advanced" }, { name: "long" }),
        ],
        assumptions: { secretCalls: 100_000 },
        low: 0.8 + 0.5 + 0.05,
    },
    {
        what: "messages: a topic with an e-mail subscriber and one that costs nothing, two queues",
        resources: [
            make("sns/topic:Topic"),
            make("sns/topicSubscription:TopicSubscription", { protocol: "email" }),
            make("sns/topicSubscription:TopicSubscription", { protocol: "sqs" }, { name: "queue" }),
            make("sqs/queue:Queue"),
            make("sqs/queue:Queue", { fifoQueue: true }, { name: "fifo" }),
        ],
        assumptions: { messages: M, emails: 100_000, queueRequests: M },
        low: 0.5 + 2 + 0.4 + 0.5,
    },
    {
        what: "events: a FIFO topic, a bus, and an archive of two months",
        resources: [
            make("sns/topic:Topic", { fifoTopic: true }),
            make("cloudwatch/eventBus:EventBus"),
            make("cloudwatch/eventArchive:EventArchive", { retentionDays: 60 }),
        ],
        assumptions: { messages: M, busEvents: M, archivedGb: 10 },
        low: 0.3 + 1 + 10 * 0.1 + 10 * 2 * 0.023,
    },
    {
        what: "e-mails: a configuration set whose events are counted, and another destination",
        resources: [
            make("sesv2/configurationSet:ConfigurationSet"),
            make("sesv2/configurationSetEventDestination:ConfigurationSetEventDestination", {
                eventDestination: {
                    matchingEventTypes: ["SEND", "BOUNCE", "COMPLAINT"],
                    cloudWatchDestination: { dimensionConfigurations: [{}] },
                },
            }),
            make(
                "sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
                { eventDestination: { matchingEventTypes: ["BOUNCE"], snsDestination: {} } },
                { name: "topic" },
            ),
        ],
        assumptions: { emailsSent: 10_000 },
        low: 1 + 3 * 0.3,
    },
    {
        what: "users: the first 10 000 are free, except with threat protection",
        resources: [
            make("cognito/userPool:UserPool", { userPoolTier: "ESSENTIALS" }),
            make("cognito/userPool:UserPool", { userPoolTier: "PLUS" }, { name: "plus" }),
        ],
        assumptions: { users: 10_100 },
        low: 100 * 0.015 + 10_100 * 0.02,
    },
    {
        what: "zones: a public one with a million queries, a private one, a health check",
        resources: [
            make("route53/zone:Zone"),
            make("servicediscovery/privateDnsNamespace:PrivateDnsNamespace"),
            make("route53/healthCheck:HealthCheck"),
        ],
        assumptions: { zoneQueries: M },
        low: 0.9 + 0.5 + 0.5,
    },
    {
        what: "an account's security services",
        resources: [
            make("cfg/recorder:Recorder"),
            make("cfg/rule:Rule"),
            detector,
            feature("S3_DATA_EVENTS", "ENABLED"),
            feature("EKS_AUDIT_LOGS", "DISABLED"),
            make("securityhub/account:Account", { enableDefaultStandards: false }),
            make("securityhub/standardsSubscription:StandardsSubscription"),
            make("cloudtrail/trail:Trail"),
            make("cloudtrail/trail:Trail", { eventSelectors: [{ dataResources: [{}] }] }, { name: "data" }),
        ],
        assumptions: {
            configItems: 1000,
            configEvaluations: 1000,
            guardDutyEvents: M,
            guardDutyGb: 1,
            guardDutyFeature: 1,
            securityChecks: 1000,
            trailEvents: M,
        },
        low: 3 + 1 + (4 + 1 + 0.8) + 1 + 1,
    },
    {
        what: "a task on a schedule, by its rate, and by assumption where that is none",
        resources: [
            task,
            make(
                "scheduler/schedule:Schedule",
                { scheduleExpression: "rate(1 day)", target: { ecsParameters: {} } },
                { on: [task] },
            ),
            make(
                "scheduler/schedule:Schedule",
                { scheduleExpression: "cron(0 3 * * ? *)", target: { ecsParameters: {} } },
                { name: "nightly", on: [task] },
            ),
        ],
        assumptions: { taskMinutes: 60, taskRuns: 100 },
        low: (730 / 24 + 100) * (ARM + 10 * 0.000111 + 1e-6),
    },
    {
        what: "a task on events of objects, and the events",
        resources: [
            task,
            make("cloudwatch/eventTarget:EventTarget", { ecsTarget: {} }, { on: [task] }),
            make("cloudwatch/eventTarget:EventTarget", {}, { name: "told" }),
            make("s3/bucketNotification:BucketNotification", { eventbridge: true }),
            make("s3/bucketNotification:BucketNotification", {}, { name: "direct" }),
        ],
        assumptions: { taskMinutes: 60, taskRuns: 100, bucketWrites: M },
        low: 100 * (ARM + 10 * 0.000111) + 1,
    },
    {
        what: "builds, pipelines, images, backups, schedules, traces",
        resources: [
            make("codebuild/project:Project", {
                environment: { type: "ARM_CONTAINER", computeType: "BUILD_GENERAL1_SMALL" },
            }),
            make("codepipeline/pipeline:Pipeline", { pipelineType: "V2" }),
            make("codepipeline/pipeline:Pipeline", {}, { name: "old" }),
            make("ecr/repository:Repository"),
            make("backup/vault:Vault"),
            make("scheduler/schedule:Schedule"),
            make("xray/samplingRule:SamplingRule"),
        ],
        assumptions: {
            buildMinutes: 100,
            pipelineMinutes: 100,
            imageGb: 10,
            backupGb: 10,
            scheduleRuns: M,
            traces: M,
        },
        low: 0.34 + 0.2 + 1 + 1 + 0.95 + 1 + 5,
    },
];
