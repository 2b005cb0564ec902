import assert from "node:assert/strict";

import { SubnetGroup } from "@pulumi/aws/rds";

import { Network, type NetworkArgs } from "../../../components/network/network";
import { ALERTS, base, logs } from "../../support/fixtures";
import { ACCOUNT } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: NetworkArgs = { ...base, cidr: "10.0.0.0/16", zones: ["a", "b", "c"], logs };
const network = (more: Partial<NetworkArgs> = {}) => new Network("net", { ...args, ...more });

const addresses = async (zones: NetworkArgs["zones"]): Promise<Record<string, unknown>> => {
    const { graph } = await record(() => network({ zones }));
    return Object.fromEntries(graph.all("ec2.Subnet").map(({ name, inputs }) => [name, inputs["cidrBlock"]]));
};

describe("Network", () => {
    const recording = recordOnce(() => network());

    it("creates exactly these resources, for three zones with a NAT gateway each", () => {
        assert.deepEqual(recording().graph.counts(), {
            Network: 1,
            "cloudwatch.LogGroup": 1,
            "ec2.DefaultNetworkAcl": 1,
            "ec2.DefaultRouteTable": 1,
            "ec2.DefaultSecurityGroup": 1,
            "ec2.Eip": 3,
            "ec2.FlowLog": 1,
            "ec2.InternetGateway": 1,
            "ec2.NatGateway": 3,
            "ec2.NetworkAcl": 3,
            "ec2.Route": 4,
            "ec2.RouteTable": 5,
            "ec2.RouteTableAssociation": 9,
            "ec2.Subnet": 9,
            "ec2.Vpc": 1,
            "ec2.VpcEndpoint": 2,
            "iam.Role": 1,
            "iam.RolePolicy": 1,
        });
    });

    it("has an alarm on failed connections of each gateway", async () => {
        const { graph } = await record(() => network({ nat: "single", alarmTopicArn: ALERTS }));
        assert.deepEqual(
            graph.all("cloudwatch.MetricAlarm").map(({ name, inputs }) => {
                const { metricName, namespace, dimensions, threshold, alarmActions } = inputs;
                return [name, namespace, metricName, dimensions, threshold, alarmActions];
            }),
            [
                ["net-nat-a-dropped", "PacketsDropCount", 100],
                ["net-nat-a-ports", "ErrorPortAllocation", 0],
            ].map(([name, metric, threshold]) => [
                name,
                "AWS/NATGateway",
                metric,
                { NatGatewayId: "natgateway-net-nat-a" },
                threshold,
                [ALERTS],
            ]),
        );
    });

    it("has one alarm per gateway, and none without subscribers", async () => {
        const { graph } = await record(() => network({ alarmTopicArn: ALERTS }));
        assert.equal(graph.all("cloudwatch.MetricAlarm").length, 6);
        assert.deepEqual(recording().graph.all("cloudwatch.MetricAlarm"), []);
    });

    it("shows traffic through its gateways, and drops", async () => {
        const shown = async (nat: "none" | "single" | "perZone") =>
            (await record(() => network({ nat }))).made.dashboardRow();
        const { title, widgets } = await shown("perZone");
        assert.deepEqual([title, widgets.length], ["Network net", 3]);
        assert.equal((await shown("single")).widgets.length, 3);
        assert.deepEqual((await shown("none")).widgets, []);
    });

    it("has DNS hostnames enabled", () => {
        assert.deepEqual(recording().graph.inputs("ec2.Vpc"), {
            cidrBlock: "10.0.0.0/16",
            enableDnsSupport: true,
            enableDnsHostnames: true,
            tags: { Name: "net" },
        });
    });

    it("has three tiers in every zone, none of which assigns public addresses", () => {
        const subnets = recording().graph.all("ec2.Subnet");
        assert.deepEqual(
            subnets.map(({ inputs }) => [
                inputs["availabilityZone"],
                inputs["cidrBlock"],
                (inputs["tags"] as { Tier: string }).Tier,
            ]),
            [
                ["eu-west-1a", "10.0.20.0/22", "isolated"],
                ["eu-west-1b", "10.0.52.0/22", "isolated"],
                ["eu-west-1c", "10.0.84.0/22", "isolated"],
                ["eu-west-1a", "10.0.0.0/20", "private"],
                ["eu-west-1b", "10.0.32.0/20", "private"],
                ["eu-west-1c", "10.0.64.0/20", "private"],
                ["eu-west-1a", "10.0.16.0/22", "public"],
                ["eu-west-1b", "10.0.48.0/22", "public"],
                ["eu-west-1c", "10.0.80.0/22", "public"],
            ],
        );
        assert.ok(subnets.every(({ inputs }) => inputs["mapPublicIpOnLaunch"] === false));
    });

    it("keeps all CIDR blocks when a zone is added", async () => {
        const two = await addresses(["a", "b"]);
        const three = await addresses(["a", "b", "c"]);
        assert.equal(Object.keys(two).length, 6);
        assert.deepEqual({ ...three, ...two }, three);
    });

    describe("egress", () => {
        const routes = async (nat: NetworkArgs["nat"]): Promise<{ gateways: string[]; routes: object }> => {
            const { graph } = await record(() => network(nat === undefined ? {} : { nat }));
            return {
                gateways: graph.names("ec2.NatGateway"),
                routes: Object.fromEntries(
                    graph
                        .all("ec2.Route")
                        .map(({ name, inputs }) => [
                            name,
                            [inputs["destinationCidrBlock"], inputs["natGatewayId"] ?? inputs["gatewayId"]],
                        ]),
                ),
            };
        };
        const all = "0.0.0.0/0";
        const direct = { "net-public": [all, "internetgateway-net"] };

        it("is one NAT gateway per zone by default, so that a zone can fail alone", async () => {
            assert.deepEqual(await routes(undefined), {
                gateways: ["net-nat-a", "net-nat-b", "net-nat-c"],
                routes: {
                    ...direct,
                    "net-private-a": [all, "natgateway-net-nat-a"],
                    "net-private-b": [all, "natgateway-net-nat-b"],
                    "net-private-c": [all, "natgateway-net-nat-c"],
                },
            });
        });

        it("of a single gateway stays in its zone when the list of zones has another order", async () => {
            const made = async (zones: NetworkArgs["zones"], natZone?: NetworkArgs["natZone"]) => {
                const { graph } = await record(() => network({ nat: "single", zones, natZone }));
                return graph.resources.map(({ urn, inputs }) => [urn, inputs]);
            };
            assert.deepEqual(await made(["c", "a", "b"]), await made(["a", "b", "c"]));
            const { graph } = await record(() => network({ nat: "single", zones: ["c", "b"] }));
            assert.deepEqual(graph.names("ec2.NatGateway"), ["net-nat-b"]);
        });

        it("of a single gateway can be in a zone of choice, which must be the network's", async () => {
            const { graph } = await record(() => network({ nat: "single", natZone: "c" }));
            assert.deepEqual(graph.names("ec2.Eip"), ["net-nat-c"]);
            assert.equal(graph.inputs("ec2.Route", "net-private-a")["natGatewayId"], "natgateway-net-nat-c");
            await assert.rejects(
                record(() => network({ nat: "single", natZone: "f" })),
                /natZone "f" is not among the zones; it must be one of a, b, c/,
            );
        });

        it("can be a single gateway in the first zone, for all zones", async () => {
            assert.deepEqual(await routes("single"), {
                gateways: ["net-nat-a"],
                routes: {
                    ...direct,
                    "net-private-a": [all, "natgateway-net-nat-a"],
                    "net-private-b": [all, "natgateway-net-nat-a"],
                    "net-private-c": [all, "natgateway-net-nat-a"],
                },
            });
        });

        it("can be none", async () => {
            assert.deepEqual(await routes("none"), { gateways: [], routes: direct });
        });

        it("has gateways in the public subnets, with elastic addresses, after the internet gateway", () => {
            const { graph } = recording();
            const { inputs, dependsOn } = graph.one("ec2.NatGateway", "net-nat-b");
            assert.deepEqual(inputs, {
                subnetId: "subnet-net-public-b",
                allocationId: "eip-net-nat-b",
                tags: { Name: "net-nat-b" },
            });
            assert.ok(dependsOn.includes(graph.one("ec2.InternetGateway").urn));
        });
    });

    it("gives every subnet the route table of its tier", () => {
        const tables = recording()
            .graph.all("ec2.RouteTableAssociation")
            .map(({ inputs }) => [inputs["subnetId"], inputs["routeTableId"]]);
        assert.deepEqual(Object.fromEntries(tables), {
            "subnet-net-isolated-a": "routetable-net-isolated",
            "subnet-net-isolated-b": "routetable-net-isolated",
            "subnet-net-isolated-c": "routetable-net-isolated",
            "subnet-net-private-a": "routetable-net-private-a",
            "subnet-net-private-b": "routetable-net-private-b",
            "subnet-net-private-c": "routetable-net-private-c",
            "subnet-net-public-a": "routetable-net-public",
            "subnet-net-public-b": "routetable-net-public",
            "subnet-net-public-c": "routetable-net-public",
        });
    });

    describe("ids of subnets", () => {
        /** The dependencies of a resource in all subnets of a tier. */
        const before = async (tier: "public" | "private" | "isolated", more: Partial<NetworkArgs> = {}) => {
            const { graph } = await record(() => {
                const { [`${tier}SubnetIds` as const]: subnetIds } = network(more);
                return new SubnetGroup("guest", { subnetIds });
            });
            const { dependsOn } = graph.one("rds.SubnetGroup");
            return graph.resources
                .filter(({ urn }) => dependsOn.includes(urn))
                .map(({ kind, name }) => `${kind} ${name}`)
                .sort();
        };
        const ofZones = (kind: string, tier: string): string[] =>
            args.zones.map((zone) => `${kind} net-${tier}-${zone}`);
        const association = "ec2.RouteTableAssociation";

        it("are returned for the public tier after the internet route", async () => {
            assert.deepEqual(await before("public"), [
                "ec2.Route net-public",
                ...ofZones(association, "public"),
                ...ofZones("ec2.Subnet", "public"),
            ]);
        });

        it("are returned for the private tier after NAT routes and endpoints", async () => {
            assert.deepEqual(await before("private", { interfaceEndpoints: ["ecr.api"] }), [
                ...ofZones("ec2.Route", "private"),
                ...ofZones(association, "private"),
                ...ofZones("ec2.Subnet", "private"),
                "ec2.VpcEndpoint net-dynamodb",
                "ec2.VpcEndpoint net-ecr-api",
                "ec2.VpcEndpoint net-s3",
            ]);
        });

        it("do not wait for NAT without NAT", async () => {
            assert.deepEqual(
                (await before("private", { nat: "none" })).filter((one) => /Route |Nat/.test(one)),
                [],
            );
        });

        it("are returned for the isolated tier without waiting for a gateway", async () => {
            assert.deepEqual(await before("isolated"), [
                ...ofZones(association, "isolated"),
                ...ofZones("ec2.Subnet", "isolated"),
            ]);
        });

        it("belong to routes that come after their gateways", () => {
            const { graph } = recording();
            for (const zone of args.zones) {
                const { dependsOn } = graph.one("ec2.Route", `net-private-${zone}`);
                assert.ok(dependsOn.includes(graph.one("ec2.NatGateway", `net-nat-${zone}`).urn), zone);
            }
            const { dependsOn } = graph.one("ec2.Route", "net-public");
            assert.ok(dependsOn.includes(graph.one("ec2.InternetGateway").urn));
        });
    });

    it("removes all rules of the VPC's default groups, lists and tables", () => {
        const { graph } = recording();
        const tags = { Name: "net-default-closed" };
        assert.deepEqual(graph.inputs("ec2.DefaultSecurityGroup"), {
            vpcId: "vpc-net",
            ingress: [],
            egress: [],
            tags,
        });
        assert.deepEqual(graph.inputs("ec2.DefaultRouteTable"), {
            defaultRouteTableId: "rtb-default-net",
            routes: [],
            tags,
        });
        assert.deepEqual(graph.inputs("ec2.DefaultNetworkAcl"), {
            defaultNetworkAclId: "acl-default-net",
            ingress: [],
            egress: [],
            tags,
        });
        assert.deepEqual(graph.one("ec2.DefaultNetworkAcl").ignoreChanges, ["subnetIds"]);
    });

    describe("network ACLs", () => {
        const rule = (
            ruleNo: number,
            cidrBlock: string,
            protocol: string,
            fromPort: number,
            toPort: number,
        ) => ({
            ruleNo,
            action: "allow",
            cidrBlock,
            protocol,
            fromPort,
            toPort,
        });
        const within = rule(100, "10.0.0.0/16", "-1", 0, 0);
        const out = rule(100, "0.0.0.0/0", "-1", 0, 0);
        const expected = {
            public: {
                ingress: [
                    within,
                    rule(200, "0.0.0.0/0", "tcp", 80, 80),
                    rule(300, "0.0.0.0/0", "tcp", 443, 443),
                    rule(400, "0.0.0.0/0", "tcp", 1024, 65535),
                ],
                egress: [out],
            },
            private: { ingress: [within, rule(200, "0.0.0.0/0", "tcp", 1024, 65535)], egress: [out] },
            isolated: { ingress: [within], egress: [within] },
        };

        for (const [tier, rules] of Object.entries(expected)) {
            it(`of the ${tier} subnets allow exactly this`, () => {
                assert.deepEqual(recording().graph.inputs("ec2.NetworkAcl", `net-${tier}`), {
                    vpcId: "vpc-net",
                    subnetIds: ["a", "b", "c"].map((letter) => `subnet-net-${tier}-${letter}`),
                    ...rules,
                    tags: { Name: `net-${tier}` },
                });
            });
        }
    });

    it("has routes to S3 and DynamoDB in every route table, without the internet", () => {
        const { graph } = recording();
        for (const service of ["s3", "dynamodb"]) {
            const { routeTableIds, policy, ...rest } = graph.inputs("ec2.VpcEndpoint", `net-${service}`);
            assert.deepEqual(rest, {
                vpcId: "vpc-net",
                serviceName: `com.amazonaws.eu-west-1.${service}`,
                vpcEndpointType: "Gateway",
                tags: { Name: `net-${service}` },
            });
            assert.equal(typeof policy, "string");
            assert.deepEqual(
                (routeTableIds as string[]).sort(),
                graph.all("ec2.RouteTable").map(({ name }) => `routetable-${name}`),
            );
        }
    });

    describe("lets endpoints reach", () => {
        const statements = async (more: Parameters<typeof network>[0], name: string) =>
            (await record(() => network(more))).graph.statements("ec2.VpcEndpoint", `net-${name}`);
        const OWN = { "aws:PrincipalAccount": ACCOUNT };

        it("resources of the account only, by its own principals", async () => {
            assert.deepEqual(await statements({}, "dynamodb"), [
                {
                    Sid: "Own",
                    Effect: "Allow",
                    Principal: "*",
                    Action: ["*"],
                    Resource: ["*"],
                    Condition: {
                        StringEquals: OWN,
                        StringEqualsIfExists: { "aws:ResourceAccount": ACCOUNT },
                    },
                },
            ]);
        });

        it("AWS's own buckets, from which machines read without a signature", async () => {
            const [own, ofAws] = await statements({}, "s3");
            assert.deepEqual(own!.Condition, {
                StringEquals: OWN,
                StringEqualsIfExists: { "aws:ResourceAccount": ACCOUNT },
            });
            assert.deepEqual(ofAws!.Action, ["s3:GetObject", "s3:GetObjectVersion"]);
            assert.ok(ofAws!.Resource!.includes("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"));
            assert.ok(!ofAws!.Resource!.includes("*"));
        });

        it("images of others and documents of AWS, to read them", async () => {
            const services = { interfaceEndpoints: ["ecr.dkr", "ssm", "logs"] };
            const [, images] = await statements(services, "ecr-dkr");
            assert.ok(images!.Action.includes("ecr:BatchGetImage"));
            assert.ok(!images!.Action.some((action) => /Put|Upload|\*/.test(action)));
            assert.deepEqual(images!.Condition, { StringEquals: OWN });
            const [, documents] = await statements(services, "ssm");
            assert.ok(documents!.Resource!.includes("arn:aws:ssm:eu-west-1::document/AWS*"));
            assert.equal((await statements(services, "logs")).length, 1);
        });

        it("resources of the whole organisation, if there is one", async () => {
            const [own] = await statements({ organizationId: "o-a1b2c3d4e5" }, "s3");
            assert.deepEqual(own!.Condition, {
                StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                StringEqualsIfExists: { "aws:ResourceOrgID": "o-a1b2c3d4e5" },
            });
        });

        it("APIs without a signature, and services that take no policy by AWS's own", async () => {
            const services = { interfaceEndpoints: ["execute-api", "email-smtp"] };
            const [api] = await statements(services, "execute-api");
            assert.deepEqual(api!.Condition, { StringEqualsIfExists: { "aws:ResourceAccount": ACCOUNT } });
            const { graph } = await record(() => network(services));
            assert.ok(!("policy" in graph.inputs("ec2.VpcEndpoint", "net-email-smtp")));
        });
    });

    it("has interface endpoints for the VPC only, on 443 only", async () => {
        const { graph } = await record(() => network({ interfaceEndpoints: ["ecr.api", "logs"] }));
        assert.equal(graph.all("ec2.VpcEndpoint").length, 4);
        const { policy, ...rest } = graph.inputs("ec2.VpcEndpoint", "net-ecr-api");
        assert.equal(typeof policy, "string");
        assert.deepEqual(rest, {
            vpcId: "vpc-net",
            serviceName: "com.amazonaws.eu-west-1.ecr.api",
            vpcEndpointType: "Interface",
            subnetIds: ["subnet-net-private-a", "subnet-net-private-b", "subnet-net-private-c"],
            securityGroupIds: ["securitygroup-net-endpoints"],
            privateDnsEnabled: true,
            tags: { Name: "net-ecr-api" },
        });
        assert.deepEqual(graph.inputs("vpc.SecurityGroupIngressRule"), {
            securityGroupId: "securitygroup-net-endpoints",
            cidrIpv4: "10.0.0.0/16",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "HTTPS from the VPC",
        });
        assert.equal(graph.all("vpc.SecurityGroupEgressRule").length, 0);
    });

    it("records all traffic in an encrypted log group, with a role for that only", () => {
        const { graph } = recording();
        const group = "arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/net-flow";
        assert.deepEqual(graph.inputs("ec2.FlowLog"), {
            vpcId: "vpc-net",
            trafficType: "ALL",
            maxAggregationInterval: 600,
            logDestinationType: "cloud-watch-logs",
            logDestination: group,
            iamRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/net-flow",
            tags: { Name: "net-flow" },
        });
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            retentionInDays: logs.retentionDays,
            kmsKeyId: logs.keyArn,
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "net-flow"), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                Resource: [group, `${group}:*`],
            },
        ]);
        assert.deepEqual(graph.statements("iam.Role", "net-flow", "assumeRolePolicy"), [
            {
                Effect: "Allow",
                Action: ["sts:AssumeRole"],
                Principal: { Service: ["vpc-flow-logs.amazonaws.com"] },
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
        ]);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Network", [
            "vpcId",
            "cidr",
            "publicSubnetIds",
            "privateSubnetIds",
            "isolatedSubnetIds",
        ]);
        assert.deepEqual(await resolve(recording().made.isolatedSubnetIds), [
            "subnet-net-isolated-a",
            "subnet-net-isolated-b",
            "subnet-net-isolated-c",
        ]);
    });
});
