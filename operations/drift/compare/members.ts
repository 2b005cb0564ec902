import { isSame } from "../values/differences";
import { isObject, reveal } from "../values/secret";
import type { StateResource } from "../state";

/**
 * Properties of a resource that list members managed as resources of their own. Further members in such a
 * property were added outside of the program.
 */
interface Members {
    readonly type: string;
    readonly property: string;
    /** Types of the resources that explain members. */
    readonly by: readonly string[];
    /** Their property that names their owner, by its id, ARN or name. */
    readonly owner: string;
    /** The members of a live value, one text each; without it the resources explain the whole value. */
    readonly live?: (value: unknown) => string[];
    /** The members that one of the resources explains. */
    readonly explained?: (outputs: Readonly<Record<string, unknown>>) => string[];
}

/** A table in docs/drift.md lists these, which a test compares with this list. */
export const members: readonly Members[] = [
    ...(["ingress", "egress"] as const).map((property): Members => ({
        type: "aws:ec2/securityGroup:SecurityGroup",
        property,
        by: [
            property === "ingress"
                ? "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
                : "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        ],
        owner: "securityGroupId",
        live: (rules) => list(rules).flatMap(rulesOfGroup),
        explained: singleRule,
    })),
    {
        type: "aws:ec2/routeTable:RouteTable",
        property: "routes",
        by: ["aws:ec2/route:Route"],
        owner: "routeTableId",
        live: (routes) =>
            list(routes).map(({ cidrBlock, ipv6CidrBlock, destinationPrefixListId }) =>
                join(cidrBlock, ipv6CidrBlock, destinationPrefixListId),
            ),
        explained: ({ destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId }) => [
            join(destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId),
        ],
    },
    {
        type: "aws:iam/role:Role",
        property: "inlinePolicies",
        by: ["aws:iam/rolePolicy:RolePolicy"],
        owner: "role",
        // The provider returns one policy without a name for a role without policies.
        live: (policies) =>
            list(policies)
                .map(({ name }) => join(name))
                .filter((name) => name !== ""),
        explained: ({ name }) => [join(name)],
    },
    {
        type: "aws:iam/role:Role",
        property: "managedPolicyArns",
        by: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
        owner: "role",
        live: texts,
        explained: ({ policyArn }) => [join(policyArn)],
    },
    {
        type: "aws:rds/cluster:Cluster",
        property: "clusterMembers",
        by: ["aws:rds/clusterInstance:ClusterInstance"],
        owner: "clusterIdentifier",
        live: texts,
        explained: ({ identifier }) => [join(identifier)],
    },
    ...[
        ["acl", "bucketAcl:BucketAcl"],
        ["accelerationStatus", "bucketAccelerateConfiguration:BucketAccelerateConfiguration"],
        ["corsRules", "bucketCorsConfiguration:BucketCorsConfiguration"],
        ["grants", "bucketAcl:BucketAcl"],
        ["lifecycleRules", "bucketLifecycleConfiguration:BucketLifecycleConfiguration"],
        ["logging", "bucketLogging:BucketLogging"],
        ["loggings", "bucketLogging:BucketLogging"],
        ["objectLockConfiguration", "bucketObjectLockConfiguration:BucketObjectLockConfiguration"],
        ["policy", "bucketPolicy:BucketPolicy"],
        ["replicationConfiguration", "bucketReplicationConfig:BucketReplicationConfig"],
        ["requestPayer", "bucketRequestPaymentConfiguration:BucketRequestPaymentConfiguration"],
        [
            "serverSideEncryptionConfiguration",
            "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        ],
        ["versioning", "bucketVersioning:BucketVersioning"],
        ["website", "bucketWebsiteConfiguration:BucketWebsiteConfiguration"],
    ].map(([property = "", by = ""]): Members => ({
        type: "aws:s3/bucket:Bucket",
        property,
        by: [`aws:s3/${by}`],
        owner: "bucket",
    })),
    whole(
        "aws:secretsmanager/secret:Secret",
        "policy",
        "aws:secretsmanager/secretPolicy:SecretPolicy",
        "secretArn",
    ),
    whole("aws:dynamodb/table:Table", "replicas", "aws:dynamodb/tableReplica:TableReplica", "globalTableArn"),
    whole("aws:sns/topic:Topic", "policy", "aws:sns/topicPolicy:TopicPolicy", "arn"),
    whole("aws:sqs/queue:Queue", "policy", "aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
    whole(
        "aws:sqs/queue:Queue",
        "redriveAllowPolicy",
        "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
        "queueUrl",
    ),
    whole("aws:sqs/queue:Queue", "redrivePolicy", "aws:sqs/redrivePolicy:RedrivePolicy", "queueUrl"),
];

function whole(type: string, property: string, by: string, owner: string): Members {
    return { type, property, by: [by], owner };
}

/** The members that the resources of a state explain in others. */
export class MemberIndex {
    private readonly byType = new Map<string, StateResource[]>();

    constructor(resources: readonly StateResource[]) {
        for (const resource of resources) {
            const same = this.byType.get(resource.type);
            if (same) same.push(resource);
            else this.byType.set(resource.type, [resource]);
        }
    }

    /**
     * The unmanaged members of a property.
     *
     * @returns undefined if the property is no such one: it has to be compared like any other
     */
    unexplained(resource: StateResource, property: string): string[] | undefined {
        const found = members.find((each) => each.type === resource.type && each.property === property);
        if (found === undefined) return undefined;
        const value = resource.outputs[property];
        if (found.live === undefined) {
            return this.owned(found, resource).length > 0 || isSame(value, undefined) ? [] : undefined;
        }
        const explained = this.texts(found, resource);
        return found.live(reveal(value)).filter((member) => !explained.has(member));
    }

    /**
     * The managed members of a list, without members added by hand.
     *
     * @returns undefined if the property is no such list
     */
    explained(resource: StateResource, property: string): unknown[] | undefined {
        const found = members.find((each) => each.type === resource.type && each.property === property);
        const value = resource.outputs[property];
        if (found?.live === undefined || !Array.isArray(value)) return undefined;
        const { live } = found;
        const known = this.texts(found, resource);
        const isKnown = (member: unknown): boolean => live([member]).every((text) => known.has(text));
        return value.flatMap((member: unknown) => parts(member).filter(isKnown));
    }

    /** Members that the resources of the state explain. */
    private texts(found: Members, resource: StateResource): Set<string> {
        const owned = this.owned(found, resource);
        return new Set(owned.flatMap((child) => found.explained?.(child.outputs) ?? []));
    }

    /** The resources that belong to another one. */
    private owned({ by, owner }: Members, { id, outputs }: StateResource): StateResource[] {
        const names = [id, outputs["arn"], outputs["name"], outputs["url"]].filter((name) => name);
        return by
            .flatMap((type) => this.byType.get(type) ?? [])
            .filter((child) => names.includes(child.outputs[owner] as string));
    }
}

/** A member with several sources, as one for each of them: AWS shows rules of the same ports together. */
function parts(member: unknown): unknown[] {
    if (!isObject(member)) return [member];
    const lists = Object.entries(member).filter(([, value]) => Array.isArray(value) && value.length > 0);
    if (lists.length === 0) return [member];
    const bare = { ...member, ...Object.fromEntries(lists.map(([key]) => [key, []])) };
    const single = lists.flatMap(([key, list]) =>
        (list as unknown[]).map((each) => ({ ...bare, self: false, [key]: [each] })),
    );
    return member["self"] === true ? [...single, bare] : single;
}

/** Whether a property is the business of a resource of its own, if there is one. */
export function isManagedApart(type: string, property: string): boolean {
    return members.some((each) => each.type === type && each.property === property);
}

/** Whether a property shows members: its old values mean nothing, because they predate these. */
export function showsMembers(type: string, property: string): boolean {
    return members.some(
        (each) => each.type === type && each.property === property && each.live !== undefined,
    );
}

function list(value: unknown): Record<string, unknown>[] {
    return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
    return Array.isArray(value) ? value.map(String) : [];
}

/** The one of several values that is set. */
function join(...values: unknown[]): string {
    return values.filter((value) => value !== undefined && value !== null && value !== "").join(",");
}

/** A security group shows rules of the same ports together. */
function rulesOfGroup(rule: Record<string, unknown>): string[] {
    const sources = [
        ...texts(rule["cidrBlocks"]),
        ...texts(rule["ipv6CidrBlocks"]),
        ...texts(rule["prefixListIds"]),
        ...texts(rule["securityGroups"]),
        ...(rule["self"] === true ? ["self"] : []),
    ];
    return sources.map((source) => ruleText(rule, source));
}

function singleRule(rule: Readonly<Record<string, unknown>>): string[] {
    const { cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId: group, securityGroupId } = rule;
    const source = group !== undefined && group === securityGroupId ? "self" : group;
    return [cidrIpv4, cidrIpv6, prefixListId, source]
        .filter((each) => typeof each === "string" && each !== "")
        .map((each) => ruleText({ ...rule, protocol: rule["ipProtocol"] }, String(each)));
}

/** Every port is written as 0, as -1, or not at all. */
function ruleText({ protocol, fromPort, toPort }: Readonly<Record<string, unknown>>, source: string): string {
    const all = protocol === "-1" || protocol === "all";
    return all ? `all ${source}` : `${String(protocol)} ${String(fromPort)}-${String(toPort)} ${source}`;
}
