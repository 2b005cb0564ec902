/** What is added to the local stack, and all that a preview may then change. */
import type { Changes } from "./steps";

export interface Addition {
    readonly what: string;
    /** Path below `config`, and value. */
    readonly adds: readonly [at: readonly string[], value: unknown];
    /** All allowed changes of a preview, by component. */
    readonly changes: Changes;
}

/** They may read what the program uploads: the scripts of canaries and the files of sites. */
const READ_UPLOADS = [
    "update iam/rolePolicy:RolePolicy delivery-drift",
    "update iam/rolePolicy:RolePolicy delivery-preview",
];

/** Additional resources of a public component: its canary. */
const canaryOf = (id: string): readonly string[] => [
    `create cloudwatch/logGroup:LogGroup ${id}`,
    `create cloudwatch/metricAlarm:MetricAlarm ${id}-failed`,
    `create iam/role:Role ${id}`,
    `create iam/rolePolicy:RolePolicy ${id}`,
    `create iam/rolePolicy:RolePolicy ${id}-logs`,
    `create plumbline:index:Canary ${id}`,
    `create s3/bucketObjectv2:BucketObjectv2 ${id}`,
    `create synthetics/canary:Canary ${id}`,
];

export const additions: readonly Addition[] = [
    {
        what: "a third zone (nothing but Network gets anything new, and nothing is replaced)",
        adds: [
            ["plumbline:network", "zones"],
            ["a", "b", "c"],
        ],
        changes: {
            ApplicationServer: ["update autoscaling/group:Group reports"],
            Cache: ["update elasticache/subnetGroup:SubnetGroup sessions"],
            ContainerService: ["update ecs/service:Service admin", "update ecs/service:Service stock"],
            Database: ["update rds/subnetGroup:SubnetGroup app"],
            LoadBalancer: ["update lb/loadBalancer:LoadBalancer public"],
            Network: [
                "create ec2/route:Route network-private-c",
                "create ec2/routeTable:RouteTable network-private-c",
                "create ec2/routeTableAssociation:RouteTableAssociation network-isolated-c",
                "create ec2/routeTableAssociation:RouteTableAssociation network-private-c",
                "create ec2/routeTableAssociation:RouteTableAssociation network-public-c",
                "create ec2/subnet:Subnet network-isolated-c",
                "create ec2/subnet:Subnet network-private-c",
                "create ec2/subnet:Subnet network-public-c",
                "update ec2/networkAcl:NetworkAcl network-isolated",
                "update ec2/networkAcl:NetworkAcl network-private",
                "update ec2/networkAcl:NetworkAcl network-public",
                "update ec2/vpcEndpoint:VpcEndpoint network-dynamodb",
                "update ec2/vpcEndpoint:VpcEndpoint network-s3",
            ],
            ServerlessFunction: [
                "update lambda/alias:Alias orders",
                "update lambda/function:Function orders",
            ],
            // What starts it next time, and no run of it.
            Task: [
                "update cloudwatch/eventTarget:EventTarget stocktake-bucket-uploads",
                "update lambda/alias:Alias migrate-runner",
                "update lambda/function:Function migrate-runner",
                "update scheduler/schedule:Schedule migrate-nightly",
            ],
        },
    },
    {
        what: "a second public service",
        adds: [
            ["plumbline:services", "office"],
            {
                image: "public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine",
                uses: ["queue/uploads"],
                public: {},
            },
        ],
        changes: {
            Canary: canaryOf("service-office"),
            ContainerService: [
                "create appautoscaling/policy:Policy office-cpu",
                "create appautoscaling/policy:Policy office-memory",
                "create appautoscaling/target:Target office",
                "create cloudwatch/logGroup:LogGroup office",
                "create cloudwatch/metricAlarm:MetricAlarm office-cpu",
                "create cloudwatch/metricAlarm:MetricAlarm office-errors-a",
                "create cloudwatch/metricAlarm:MetricAlarm office-errors-b",
                "create cloudwatch/metricAlarm:MetricAlarm office-memory",
                "create cloudwatch/metricAlarm:MetricAlarm office-slow-a",
                "create cloudwatch/metricAlarm:MetricAlarm office-slow-b",
                "create cloudwatch/metricAlarm:MetricAlarm office-tasks",
                "create cloudwatch/metricAlarm:MetricAlarm office-unhealthy-a",
                "create cloudwatch/metricAlarm:MetricAlarm office-unhealthy-b",
                "create ec2/securityGroup:SecurityGroup office",
                "create ecs/service:Service office",
                "create ecs/taskDefinition:TaskDefinition office",
                "create iam/role:Role office-execution",
                "create iam/role:Role office-task",
                "create iam/rolePolicy:RolePolicy office-execution",
                "create iam/rolePolicy:RolePolicy office-task",
                "create lb/listenerRule:ListenerRule office",
                "create lb/targetGroup:TargetGroup office-a",
                "create lb/targetGroup:TargetGroup office-b",
                "create plumbline:index:ContainerService office",
                "create vpc/securityGroupEgressRule:SecurityGroupEgressRule office-https-out",
                "create vpc/securityGroupEgressRule:SecurityGroupEgressRule office-public-out",
                "create vpc/securityGroupIngressRule:SecurityGroupIngressRule office-public-in",
            ],
            DeliveryRoles: READ_UPLOADS,
            LoadBalancer: ["create route53/record:Record public-office.plumbline.localhost-a"],
            Monitoring: [
                "update cloudwatch/compositeAlarm:CompositeAlarm monitoring",
                "update cloudwatch/dashboard:Dashboard monitoring",
                // ECS watches the new one's alarms for a while, and no deployment is called slow for that.
                "update cloudwatch/metricAlarm:MetricAlarm monitoring-deployment-slow",
                "update cloudwatch/queryDefinition:QueryDefinition monitoring-errors",
                "update cloudwatch/queryDefinition:QueryDefinition monitoring-slowest-runs",
            ],
        },
    },
    {
        what: "a second site",
        adds: [["plumbline:sites", "manual"], { content: "examples/sample/site", subdomain: "manual" }],
        changes: {
            Canary: canaryOf("site-manual"),
            DeliveryRoles: READ_UPLOADS,
            Monitoring: [
                "update cloudwatch/compositeAlarm:CompositeAlarm monitoring",
                "update cloudwatch/dashboard:Dashboard monitoring",
                "update cloudwatch/queryDefinition:QueryDefinition monitoring-errors",
                "update cloudwatch/queryDefinition:QueryDefinition monitoring-slowest-runs",
            ],
            StaticSite: [
                "create cloudfront/distribution:Distribution manual",
                "create cloudfront/function:Function manual",
                "create cloudfront/originAccessControl:OriginAccessControl manual",
                "create cloudfront/responseHeadersPolicy:ResponseHeadersPolicy manual",
                "create cloudwatch/logDelivery:LogDelivery manual",
                "create cloudwatch/logDeliveryDestination:LogDeliveryDestination manual",
                "create cloudwatch/logDeliverySource:LogDeliverySource manual",
                "create cloudwatch/metricAlarm:MetricAlarm manual-server-errors",
                "create plumbline:index:Bucket manual",
                "create plumbline:index:StaticSite manual",
                "create route53/record:Record manual-a",
                "create route53/record:Record manual-aaaa",
                "create s3/bucket:Bucket manual",
                "create s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration manual",
                "create s3/bucketLogging:BucketLogging manual",
                "create s3/bucketObjectv2:BucketObjectv2 manual/assets/settings-8e4b2f19.js",
                "create s3/bucketObjectv2:BucketObjectv2 manual/assets/style-5c1d0a37.css",
                "create s3/bucketObjectv2:BucketObjectv2 manual/config.json",
                "create s3/bucketObjectv2:BucketObjectv2 manual/index.html",
                "create s3/bucketOwnershipControls:BucketOwnershipControls manual",
                "create s3/bucketPolicy:BucketPolicy manual",
                "create s3/bucketPublicAccessBlock:BucketPublicAccessBlock manual",
                "create s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration manual",
                "create s3/bucketVersioning:BucketVersioning manual",
            ],
        },
    },
    {
        what: "a third function",
        adds: [
            ["plumbline:functions", "receipts"],
            { code: "examples/sample/functions/reports", uses: ["bucket/invoices"] },
        ],
        changes: {
            FunctionAlarms: [
                "update cloudwatch/metricAlarm:MetricAlarm functions-1-errors",
                "update cloudwatch/metricAlarm:MetricAlarm functions-1-throttles",
            ],
            Monitoring: [
                "update cloudwatch/dashboard:Dashboard monitoring",
                "update cloudwatch/queryDefinition:QueryDefinition monitoring-errors",
                "update cloudwatch/queryDefinition:QueryDefinition monitoring-slowest-runs",
            ],
            ServerlessFunction: [
                "create cloudwatch/logGroup:LogGroup receipts",
                "create iam/role:Role receipts",
                "create iam/rolePolicy:RolePolicy receipts",
                "create lambda/alias:Alias receipts",
                "create lambda/function:Function receipts",
                "create lambda/functionEventInvokeConfig:FunctionEventInvokeConfig receipts",
                "create plumbline:index:ServerlessFunction receipts",
            ],
        },
    },
];

/** The changes of several additions in one preview: a component that several of them change has the changes of all. */
export function together(several: readonly Addition[]): Changes {
    const all = several.flatMap(({ changes }) => Object.entries(changes));
    const components = [...new Set(all.map(([component]) => component))];
    return Object.fromEntries(
        components.map((component) => {
            const changes = all.filter(([name]) => name === component).flatMap(([, own]) => own);
            return [component, [...new Set(changes)].sort()];
        }),
    );
}
