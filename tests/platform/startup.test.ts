/** Workloads of every stack, and their prerequisites: routes, secrets, ports; permissions are in associations.test.ts. */
import assert from "node:assert/strict";

import type { Recorded } from "../support/graph";
import { idOf } from "../support/providerOutputs";
import { recordStack, STACKS } from "../support/program";
import { labelOf, mentions, Order } from "./support/order";

/** Parts of the network itself, which the routes are made of or do not matter to. */
const OF_THE_NETWORK = ["ec2.NatGateway", "ec2.NetworkAcl", "ec2.RouteTableAssociation", "ec2.VpcEndpoint"];

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
