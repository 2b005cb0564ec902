import assert from "node:assert/strict";
import type { StackResource } from "../../../operations/state/resources";
import { addressesOf, usableAddresses } from "../../../operations/limits/addresses";
import { needsOf } from "../../../operations/limits/needs";
import type { QuotaName } from "../../../operations/limits/quotas";
import { make, service, subnet, task } from "./resources";

function needed(quota: QuotaName, ...resources: StackResource[]): number | undefined {
    return needsOf(resources, "eu-west-1").find((need) => need.quota === quota)?.amount;
}

describe("a stack's use of quotas", () => {
    it("counts one for each resource, and one more security group for each VPC", () => {
        const vpc = make("ec2/vpc:Vpc", "network");
        const group = make("ec2/securityGroup:SecurityGroup", "web");
        assert.equal(needed("vpcs", vpc), 1);
        assert.equal(needed("securityGroups", vpc, group), 2);
        assert.equal(needed("addresses", make("ec2/eip:Eip", "a"), make("ec2/eip:Eip", "b")), 2);
    });

    it("excludes resources in other regions, except for global quotas", () => {
        assert.equal(needed("vpcs", make("ec2/vpc:Vpc", "network", { region: "us-east-1" })), undefined);
        const bucket = make("s3/bucket:Bucket", "logs", { region: "us-east-1" });
        assert.equal(needed("buckets", bucket), 1);
    });

    it("is counted per zone for zonal quotas", () => {
        const [a, b] = [subnet("a"), subnet("b")];
        const gateways = [a, b, b].map((own, at) =>
            make("ec2/natGateway:NatGateway", `way-${at}`, {}, [own]),
        );
        assert.deepEqual(
            needsOf([a, b, ...gateways], "eu-west-1").map(({ quota, where, amount }) => [
                quota,
                where,
                amount,
            ]),
            [
                ["natGateways", "eu-west-1a", 1],
                ["natGateways", "eu-west-1b", 2],
            ],
        );
    });

    it("includes all tasks of a service at its maximum, and the extra tasks of a deployment", () => {
        assert.equal(needed("fargateOnDemand", task, service()), 4);
        assert.equal(needed("fargateOnDemand", task, service({ deploymentMaximumPercent: 100 })), 2);
        const own = service();
        const target = make(
            "appautoscaling/target:Target",
            "web",
            { scalableDimension: "ecs:service:DesiredCount", minCapacity: 2, maxCapacity: 10 },
            [own],
        );
        assert.equal(needed("fargateOnDemand", task, own, target), 10);
    });

    it("includes one run of each task that no service keeps running", () => {
        assert.equal(needed("fargateOnDemand", task), 0.5);
    });

    it("is counted for each kind of Fargate's capacity", () => {
        const mixed = service({
            launchType: undefined,
            capacityProviderStrategies: [
                { capacityProvider: "FARGATE", weight: 1 },
                { capacityProvider: "FARGATE_SPOT", weight: 3 },
            ],
        });
        assert.equal(needed("fargateOnDemand", task, mixed), 1);
        assert.equal(needed("fargateSpot", task, mixed), 3);
    });

    it("includes reserved and provisioned concurrency, the larger one of the two", () => {
        const lambda = make("lambda/function:Function", "pay", { reservedConcurrentExecutions: 20 });
        const alias = make("lambda/alias:Alias", "pay", {}, [lambda]);
        const warm = make(
            "lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
            "pay",
            { provisionedConcurrentExecutions: 30 },
            [lambda, alias],
        );
        const free = make("lambda/function:Function", "free", { reservedConcurrentExecutions: -1 });
        const [need] = needsOf([lambda, alias, warm, free], "eu-west-1");
        assert.deepEqual([need?.quota, need?.amount, need?.spare], ["concurrency", 30, 100]);
    });

    it("is the rule count of the fullest group, in one direction", () => {
        const rule = (group: string, at: number) => ({
            ...make("vpc/securityGroupIngressRule:SecurityGroupIngressRule", `${group}-${at}`),
            propertyDependencies: { securityGroupId: [group] },
        });
        assert.equal(needed("groupRules", rule("a", 1), rule("b", 1), rule("b", 2)), 2);
    });

    it("is the rules and target groups of the fullest load balancer", () => {
        const balancer = (name: string, count: number) => {
            const own = make("lb/loadBalancer:LoadBalancer", name);
            const listener = make("lb/listener:Listener", name, {}, [own]);
            const targets = Array.from({ length: count }, (_, at) => {
                const groups = ["a", "b"].map((end) =>
                    make("lb/targetGroup:TargetGroup", `${name}${at}${end}`),
                );
                return [
                    ...groups,
                    make("lb/listenerRule:ListenerRule", `${name}${at}`, {}, [listener, ...groups]),
                ];
            });
            return [own, listener, ...targets.flat()];
        };
        const both = [...balancer("x", 2), ...balancer("y", 3)];
        assert.equal(needed("balancerRules", ...both), 3);
        assert.equal(needed("targetGroups", ...both), 6);
    });

    it("is the rules of the stack's fullest bus", () => {
        const bus = (name: string, count: number) => {
            const own = make("cloudwatch/eventBus:EventBus", name);
            const rules = Array.from({ length: count }, (_, at) =>
                make("cloudwatch/eventRule:EventRule", `${name}${at}`, {}, [own]),
            );
            return [own, ...rules];
        };
        const onDefault = make("cloudwatch/eventRule:EventRule", "findings");
        assert.equal(needed("busRules", ...bus("x", 2), ...bus("y", 3), onDefault), 3);
        const ofObjects = Array.from({ length: 4 }, (_, at) =>
            make("cloudwatch/eventRule:EventRule", `objects${at}`),
        );
        assert.equal(needed("busRules", ...bus("x", 2), ...ofObjects), 4);
    });

    it("is one network interface in each subnet for all functions with the same groups", () => {
        const group = (name: string) => make("ec2/securityGroup:SecurityGroup", name);
        const [a, b, one, other] = [subnet("a"), subnet("b"), group("one"), group("other")];
        const fn = (name: string, ...on: Parameters<typeof make>[3] & object) =>
            make("lambda/function:Function", name, {}, on);
        const all = [fn("f", a, b, one), fn("g", b, a, one), fn("h", a, b, other), fn("outside")];
        assert.equal(needed("functionInterfaces", a, b, one, other, ...all), 4);
    });

    it("is unknown if a resource does not state its size, and known parts are counted", () => {
        const lost = make("ecs/service:Service", "lost", { launchType: "FARGATE", desiredCount: 1 });
        const need = needsOf([task, service(), lost], "eu-west-1").find(
            ({ quota }) => quota === "fargateOnDemand",
        );
        assert.equal(need?.amount, 4);
        assert.deepEqual(need.unclear, ["lost: the task definition is not part of the stack"]);
    });
});

describe("addresses of subnets", () => {
    it("are all but five of a block", () => {
        assert.equal(usableAddresses("10.0.0.0/24"), 251);
        assert.equal(usableAddresses("10.0.0.0/28"), 11);
        assert.equal(usableAddresses("10.0.0.0/20"), 4091);
    });

    it("are shared by the tasks of a service, rounded up", () => {
        const zones = [subnet("a"), subnet("b"), subnet("c")];
        const found = addressesOf([...zones, task, service({}, zones)]);
        assert.deepEqual(
            found.map(({ name, needed: own, usable }) => [name, own, usable]),
            [
                ["private-a", 3, 251],
                ["private-b", 3, 251],
                ["private-c", 3, 251],
            ],
        );
    });

    it("are eight for a load balancer, one for a NAT gateway or an interface endpoint", () => {
        const a = subnet("a");
        const all = [
            make("lb/loadBalancer:LoadBalancer", "public", {}, [a]),
            make("ec2/natGateway:NatGateway", "way-out", {}, [a]),
            make("ec2/vpcEndpoint:VpcEndpoint", "logs", { vpcEndpointType: "Interface" }, [a]),
            make("ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" }, [a]),
        ];
        assert.equal(addressesOf([a, ...all])[0]?.needed, 10);
    });

    it("are one for functions of the same groups, however many", () => {
        const a = subnet("a");
        const group = make("ec2/securityGroup:SecurityGroup", "web");
        const other = make("ec2/securityGroup:SecurityGroup", "other");
        const lambda = (name: string, own: StackResource) =>
            make("lambda/function:Function", name, {}, [a, own]);
        const functions = [lambda("one", group), lambda("two", group), lambda("three", other)];
        assert.equal(addressesOf([a, group, other, ...functions])[0]?.needed, 2);
    });

    it("are found through subnet groups", () => {
        const zones = [subnet("a"), subnet("b")];
        const group = make("rds/subnetGroup:SubnetGroup", "app", {}, zones);
        const cluster = make("rds/cluster:Cluster", "app", {}, [group]);
        const members = ["writer", "reader"].map((name) =>
            make("rds/clusterInstance:ClusterInstance", name, {}, [cluster]),
        );
        assert.deepEqual(
            addressesOf([...zones, group, cluster, ...members]).map(({ needed: own }) => own),
            [1, 1],
        );
    });
});
