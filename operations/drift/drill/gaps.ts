import type { Result } from "./drill";

/** Exercises that a drill omits for a type: both, because it is not in AWS, or one of them. */
export type GapKind = "all" | "change" | "delete";

/** An omitted exercise, and the reason. */
export interface Gap {
    readonly type: string;
    readonly kind: GapKind;
    /** Undefined if none is recorded. */
    readonly reason: string | undefined;
}

/** Exercises that a drill has omitted for the types of a stack: a change or a deletion. */
export function gaps(results: readonly Result[], types: readonly string[]): Gap[] {
    return [...types].sort().flatMap((type): Gap[] => {
        if (!existsInAws(type)) return [{ type, kind: "all", reason: reasonOf(type, "all") }];
        const has = (...kinds: Result["kind"][]): boolean =>
            results.some((each) => each.type === type && kinds.includes(each.kind));
        const missing = [
            ...(has("change", "add") ? [] : ["change" as const]),
            ...(has("delete") ? [] : ["delete" as const]),
        ];
        return missing.map((kind) => ({ type, kind, reason: reasonOf(type, kind) }));
    });
}

/** Whether a type has anything in AWS that can change. */
export function existsInAws(type: string): boolean {
    return reasonOf(type, "all") === undefined;
}

function reasonOf(type: string, kind: GapKind): string | undefined {
    return reasons.find((each) => each.kind === kind && each.types.includes(type))?.reason;
}

const reasons: readonly {
    readonly kind: GapKind;
    readonly reason: string;
    readonly types: readonly string[];
}[] = [
    {
        kind: "all",
        reason: "exists in Pulumi only: it waits for the certificate",
        types: ["aws:acm/certificateValidation:CertificateValidation"],
    },
    {
        kind: "all",
        reason: "was a call of a function, of which AWS keeps nothing",
        types: ["aws:lambda/invocation:Invocation"],
    },
    {
        kind: "all",
        reason: "exists in the state only",
        types: ["random:index/randomPassword:RandomPassword"],
    },
    {
        kind: "change",
        reason: "only associates two resources: any other value is another association",
        types: [
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "aws:rds/proxyTarget:ProxyTarget",
            "aws:securityhub/standardsSubscription:StandardsSubscription",
            "aws:wafv2/webAclAssociation:WebAclAssociation",
        ],
    },
    {
        kind: "change",
        reason: "AWS has no call that changes it",
        types: ["aws:backup/selection:Selection", "aws:route53/queryLog:QueryLog"],
    },
    {
        kind: "change",
        reason: "a version never changes: a changed layer is another version",
        types: ["aws:lambda/layerVersion:LayerVersion"],
    },
    {
        kind: "change",
        reason: "the emulator has no call that changes it",
        types: [
            "aws:apigatewayv2/apiMapping:ApiMapping",
            "aws:apigatewayv2/domainName:DomainName",
            "aws:cloudwatch/logDelivery:LogDelivery",
        ],
    },
    {
        kind: "delete",
        reason: "AWS refuses while it has contents or users, which would have to be deleted first",
        types: [
            "aws:cloudfront/cachePolicy:CachePolicy",
            "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
            "aws:cognito/userPool:UserPool",
            "aws:ec2/eip:Eip",
            "aws:ec2/internetGateway:InternetGateway",
            "aws:ec2/networkAcl:NetworkAcl",
            "aws:ec2/networkInterface:NetworkInterface",
            "aws:ec2/routeTable:RouteTable",
            "aws:ec2/securityGroup:SecurityGroup",
            "aws:ec2/subnet:Subnet",
            "aws:ec2/vpc:Vpc",
            "aws:ecs/cluster:Cluster",
            "aws:iam/instanceProfile:InstanceProfile",
            "aws:iam/role:Role",
            "aws:iam/serviceLinkedRole:ServiceLinkedRole",
            "aws:rds/cluster:Cluster",
            "aws:rds/clusterParameterGroup:ClusterParameterGroup",
            "aws:rds/subnetGroup:SubnetGroup",
            "aws:route53/zone:Zone",
            "aws:s3/bucket:Bucket",
            "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
            "aws:wafv2/regexPatternSet:RegexPatternSet",
            "aws:wafv2/webAcl:WebAcl",
        ],
    },
    {
        kind: "change",
        reason: "AWS refuses while the zone is signed with it alone: signatures would have to be switched off first",
        types: ["aws:route53/keySigningKey:KeySigningKey"],
    },
    {
        kind: "delete",
        reason: "AWS refuses while the zone is signed with it alone: signatures would have to be switched off first",
        types: ["aws:route53/keySigningKey:KeySigningKey"],
    },
    {
        kind: "delete",
        reason: "is on or off: switched off is the other exercise",
        types: ["aws:route53/hostedZoneDnsSec:HostedZoneDnsSec"],
    },
    {
        kind: "delete",
        reason: "deletes other resources with it: their findings would hide its own",
        types: ["aws:apigatewayv2/api:Api", "aws:cfg/recorder:Recorder", "aws:securityhub/account:Account"],
    },
    {
        kind: "delete",
        reason: "its subscription would lose its monitor, which is another drill",
        types: ["aws:costexplorer/anomalyMonitor:AnomalyMonitor"],
    },
    {
        kind: "delete",
        reason: "the data it encrypts would be unreadable, and could not be scanned",
        types: ["aws:kms/key:Key"],
    },
    {
        kind: "delete",
        reason: "AWS refuses while the recorder runs, which would have to be stopped first",
        types: ["aws:cfg/deliveryChannel:DeliveryChannel"],
    },
    {
        kind: "delete",
        reason: "AWS always has this setting: it can only change",
        types: [
            "aws:cfg/recorderStatus:RecorderStatus",
            "aws:ebs/encryptionByDefault:EncryptionByDefault",
            "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
            "aws:guardduty/detectorFeature:DetectorFeature",
            "aws:s3/bucketNotification:BucketNotification",
            "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
            "aws:s3/bucketVersioning:BucketVersioning",
            "aws:sns/topicPolicy:TopicPolicy",
            "aws:xray/encryptionConfig:EncryptionConfig",
        ],
    },
    {
        kind: "delete",
        reason: "exists as long as its parent: AWS refuses to delete it",
        types: [
            "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
            "aws:ec2/defaultRouteTable:DefaultRouteTable",
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        ],
    },
    {
        kind: "delete",
        reason: "AWS has no call for it: AWS deletes a version that has no label",
        types: ["aws:secretsmanager/secretVersion:SecretVersion"],
    },
];
