/** Workloads of every stack, and their prerequisites: routes, permissions, secrets, ports. */
import assert from "node:assert/strict";

import type { Graph, Recorded } from "../support/graph";
import { arnOf, idOf } from "../support/providerOutputs";
import { recordStack, STACKS } from "../support/program";

/** Parts of the network itself, which the routes are made of or do not matter to. */
const OF_THE_NETWORK = ["ec2.NatGateway", "ec2.NetworkAcl", "ec2.RouteTableAssociation", "ec2.VpcEndpoint"];

interface Exception {
    readonly why: string;
    /** Workloads, and prerequisites that they may start without. */
    readonly what: RegExp;
}

/** Resources that may be created before their role has all permissions. */
const LATER: readonly Exception[] = [
    {
        why: "the permissions name the function itself; its ARN is given out once they are there",
        what: /^lambda\.Function secret-rotation starts without iam\.RolePolicy secret-rotation$/,
    },
    {
        why: "the permissions name the log group, which AWS names after the canary once it is there",
        what: /^synthetics\.Canary (\S+) starts without iam\.RolePolicy \1-logs$/,
    },
    {
        why: "a proxy signs in to a server that becomes its target later, and again until it can",
        what: /^rds\.Proxy (\S+) starts without iam\.RolePolicy \1$/,
    },
    {
        why: "backups run by the clock, at night",
        what: /^backup\.Selection \S+ starts without iam\.RolePolicyAttachment \S+$/,
    },
    {
        why: "a channel says something once an alarm goes off, with no permission but to show graphs",
        what: /^chatbot\.SlackChannelConfiguration (\S+) starts without iam\.RolePolicy \1$/,
    },
];

/** Everything that a stack's resources come after, directly or not. */
class Order {
    private readonly byUrn: ReadonlyMap<string, Recorded>;
    private readonly known = new Map<string, ReadonlySet<Recorded>>();

    constructor(private readonly graph: Graph) {
        this.byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
    }

    before({ urn }: Recorded): ReadonlySet<Recorded> {
        const known = this.known.get(urn);
        if (known) return known;
        const direct = (this.byUrn.get(urn)?.dependsOn ?? []).flatMap((one) => this.byUrn.get(one) ?? []);
        const found = new Set(direct.flatMap((one) => [one, ...this.before(one)]));
        this.known.set(urn, found);
        return found;
    }

    /** Prerequisites without a dependency, as `<kind> <name> starts without <kind> <name>`. */
    missing(starting: readonly Recorded[], needs: (resource: Recorded) => readonly Recorded[]): string[] {
        return starting.flatMap((resource) => {
            const before = this.before(resource);
            return needs(resource)
                .filter((need) => !before.has(need))
                .map((need) => `${labelOf(resource)} starts without ${labelOf(need)}`);
        });
    }

    all(...kinds: string[]): Recorded[] {
        return kinds.flatMap((kind) => this.graph.all(kind));
    }
}

function labelOf({ kind, name }: Recorded): string {
    return `${kind} ${name}`;
}

/** Whether an id or ARN is one of the inputs, or part of one that is JSON. */
function mentions({ inputs }: Recorded, text: string): boolean {
    const said = JSON.stringify(inputs);
    return said.includes(`"${text}"`) || said.includes(`\\"${text}\\"`);
}

/** The permissions of the roles whose ARN, or that of an instance profile with them, is among the inputs. */
function permissionsOf(order: Order, resource: Recorded): Recorded[] {
    const behind = [...order.before(resource)];
    const given = behind.filter(
        (one) => /^iam\.(Role|InstanceProfile)$/.test(one.kind) && mentions(resource, arnOf(one)),
    );
    const roles = [...given, ...given.flatMap((one) => [...order.before(one)])].filter(
        ({ kind }) => kind === "iam.Role",
    );
    return order
        .all("iam.RolePolicy", "iam.RolePolicyAttachment")
        .filter((permission) => roles.some(({ urn }) => permission.dependsOn.includes(urn)));
}

const needed = new Set<Exception>();

for (const stack of STACKS) {
    describe(`start order in stack ${stack}`, () => {
        let order: Order;
        let custom: Recorded[];

        before(async () => {
            const { graph } = await recordStack(stack);
            order = new Order(graph);
            custom = graph.resources.filter((resource) => resource.custom);
        });

        it("puts the routes of a subnet before its workloads", () => {
            const subnets = order.all("ec2.Subnet");
            const inside = custom.filter(
                (resource) =>
                    !OF_THE_NETWORK.includes(resource.kind) &&
                    subnets.some((subnet) => mentions(resource, idOf(subnet))),
            );
            const kinds = new Set(inside.map(({ kind }) => kind));
            for (const kind of ["ecs.Service", "lambda.Function", "lb.LoadBalancer", "rds.SubnetGroup"]) {
                assert.ok(kinds.has(kind), kind);
            }
            const needs = (resource: Recorded): Recorded[] =>
                subnets
                    .filter((subnet) => mentions(resource, idOf(subnet)))
                    .flatMap((subnet) => {
                        const joined = order
                            .all("ec2.RouteTableAssociation")
                            .filter(({ inputs }) => inputs["subnetId"] === idOf(subnet));
                        assert.equal(joined.length, 1, labelOf(subnet));
                        const table = joined[0]?.inputs["routeTableId"];
                        const routes = order
                            .all("ec2.Route")
                            .filter(({ inputs }) => inputs["routeTableId"] === table);
                        const isPrivate = (subnet.inputs["tags"] as { Tier: string }).Tier === "private";
                        return [...joined, ...routes, ...(isPrivate ? order.all("ec2.VpcEndpoint") : [])];
                    });
            assert.ok(inside.flatMap(needs).some(({ inputs }) => "natGatewayId" in inputs));
            assert.deepEqual(order.missing(inside, needs), []);
        });

        it("starts databases and caches without waiting for gateways", () => {
            const stores = order.all("rds.SubnetGroup", "elasticache.SubnetGroup");
            assert.equal(stores.length, 2);
            const awaited = stores.flatMap((store) => [...order.before(store)].map(({ kind }) => kind));
            assert.ok(awaited.includes("ec2.Subnet"));
            assert.ok(!awaited.includes("ec2.NatGateway") && !awaited.includes("ec2.InternetGateway"));
        });

        it("puts permissions of a role before its workload", () => {
            const using = custom.filter((resource) => permissionsOf(order, resource).length > 0);
            const kinds = new Set(using.map(({ kind }) => kind));
            for (const kind of ["ecs.TaskDefinition", "lambda.Function"]) assert.ok(kinds.has(kind), kind);
            assert.equal(kinds.has("ec2.LaunchTemplate"), order.all("ec2.LaunchTemplate").length > 0);
            const missing = order.missing(using, (resource) => permissionsOf(order, resource));
            assert.deepEqual(
                missing.filter((one) => !LATER.some(({ what }) => what.test(one))),
                [],
            );
            for (const one of LATER) if (missing.some((found) => one.what.test(found))) needed.add(one);
        });

        it("puts outbound rules to linked resources before the workload", () => {
            const starting = order.all("ecs.Service", "lambda.Function", "ec2.LaunchTemplate");
            const needs = (resource: Recorded): Recorded[] => {
                const groups = [...order.before(resource)].filter(
                    (one) => one.kind === "ec2.SecurityGroup" && mentions(resource, idOf(one)),
                );
                return groups.flatMap((group) =>
                    [...order.all("vpc.SecurityGroupEgressRule", "vpc.SecurityGroupIngressRule")].filter(
                        ({ kind, inputs, dependsOn }) => {
                            const key = kind.endsWith("EgressRule")
                                ? "securityGroupId"
                                : "referencedSecurityGroupId";
                            return inputs[key] === idOf(group) && dependsOn.includes(group.urn);
                        },
                    ),
                );
            };
            assert.ok(starting.flatMap(needs).length > 5);
            assert.deepEqual(order.missing(starting, needs), []);
        });

        it("puts values of secrets before their readers", () => {
            const secrets = order.all("secretsmanager.SecretVersion");
            assert.ok(secrets.length > 1);
            const starting = order.all("ecs.Service", "lambda.Function", "autoscaling.Group");
            const needs = (resource: Recorded): Recorded[] => {
                const before = order.before(resource);
                const own = [...before].filter(({ kind }) => kind === "secretsmanager.Secret").map(idOf);
                return secrets.filter(({ inputs }) => own.includes(String(inputs["secretId"])));
            };
            assert.ok(starting.flatMap(needs).length > 1);
            assert.deepEqual(order.missing(starting, needs), []);
        });
    });
}

describe("exceptions from the start order", () => {
    it("are all used", () => {
        assert.deepEqual(
            LATER.filter((one) => !needed.has(one)),
            [],
        );
    });
});
