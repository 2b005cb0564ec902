import type { Result } from "./drill";

/** What a drill does not do to a type: neither of both, because it is not in AWS, or one of them. */
export type GapKind = "all" | "change" | "delete";

/** Something that a drill does not do, and why. */
export interface Gap {
    readonly type: string;
    readonly kind: GapKind;
    /** Undefined if nobody has given one. */
    readonly reason: string | undefined;
}

/** What a drill has not done to the types of a stack, of changing and deleting each. */
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

/** Whether there is anything of a type in AWS that somebody could change. */
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
        reason: "exists in the state only",
        types: ["random:index/randomPassword:RandomPassword"],
    },
    {
        kind: "change",
        reason: "only says what belongs to what: anything else is another one of it",
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
        types: ["aws:backup/selection:Selection"],
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
        reason: "AWS refuses while something is in it or uses it: all of that would have to go first",
        types: [
            "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
            "aws:cognito/userPool:UserPool",
            "aws:ec2/eip:Eip",
            "aws:ec2/internetGateway:InternetGateway",
            "aws:ec2/networkAcl:NetworkAcl",
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
            "aws:wafv2/webAcl:WebAcl",
        ],
    },
    {
        kind: "delete",
        reason: "other resources go with it: what a scan says of it could not be told from what it says of those",
        types: ["aws:apigatewayv2/api:Api", "aws:cfg/recorder:Recorder", "aws:securityhub/account:Account"],
    },
    {
        kind: "delete",
        reason: "its subscription would be left without a monitor, which is another drill",
        types: ["aws:costexplorer/anomalyMonitor:AnomalyMonitor"],
    },
    {
        kind: "delete",
        reason: "what it encrypts could be read no more, and with that not be scanned",
        types: ["aws:kms/key:Key"],
    },
    {
        kind: "delete",
        reason: "AWS refuses while the recorder runs: that would have to be stopped first",
        types: ["aws:cfg/deliveryChannel:DeliveryChannel"],
    },
    {
        kind: "delete",
        reason: "a setting that AWS always has, with one value or another: the change is all that can happen to it",
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
        reason: "comes and goes with what it belongs to: AWS refuses to delete it",
        types: [
            "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
            "aws:ec2/defaultRouteTable:DefaultRouteTable",
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        ],
    },
    {
        kind: "delete",
        reason: "AWS has no call for it: a version goes when no label is left on it",
        types: ["aws:secretsmanager/secretVersion:SecretVersion"],
    },
];
