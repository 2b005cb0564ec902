import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { Network, type NetworkArgs } from "../../../components/network/network";
import { natScript } from "../../../components/network/natScript";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";

const args: NetworkArgs = { ...base, cidr: "10.0.0.0/16", zones: ["a", "b"], logs, nat: "instance" };
const network = (more: Partial<NetworkArgs> = {}) => new Network("net", { ...args, ...more });

describe("Network with a NAT instance", () => {
    const recording = recordOnce(() => network({ alarmTopicArn: ALERTS, tags: { Owner: "platform" } }));

    it("has one instance instead of gateways, and its interface on every private route", () => {
        const { graph } = recording();
        assert.deepEqual(graph.all("ec2.NatGateway"), []);
        assert.equal(graph.all("ec2.Eip").length, 1);
        const routes = ["a", "b"].map((zone) => graph.inputs("ec2.Route", `net-private-${zone}`));
        assert.deepEqual(
            routes.map(({ destinationCidrBlock, networkInterfaceId }) => [
                destinationCidrBlock,
                networkInterfaceId,
            ]),
            [
                ["0.0.0.0/0", "networkinterface-net-nat"],
                ["0.0.0.0/0", "networkinterface-net-nat"],
            ],
        );
    });

    it("lets the instance forward, which has the address and stands in a public subnet", () => {
        const { graph } = recording();
        const { subnetId, sourceDestCheck, securityGroups } = graph.inputs("ec2.NetworkInterface");
        assert.deepEqual(
            [subnetId, sourceDestCheck, securityGroups],
            ["subnet-net-public-a", false, ["securitygroup-net-nat"]],
        );
        assert.equal(graph.inputs("ec2.Eip")["networkInterface"], "networkinterface-net-nat");
    });

    it("is hardened: IMDSv2, an encrypted disk, no key, HTTP and HTTPS only, and Systems Manager alone", () => {
        const { graph } = recording();
        const template = graph.inputs("ec2.LaunchTemplate");
        const { metadataOptions, blockDeviceMappings, networkInterfaces, keyName } = template;
        assert.deepEqual(
            { metadataOptions, blockDeviceMappings, networkInterfaces, keyName },
            {
                metadataOptions: {
                    httpEndpoint: "enabled",
                    httpTokens: "required",
                    httpPutResponseHopLimit: 1,
                },
                blockDeviceMappings: [
                    {
                        deviceName: "/dev/xvda",
                        ebs: {
                            volumeType: "gp3",
                            volumeSize: 8,
                            encrypted: "true",
                            kmsKeyId: KEY,
                            deleteOnTermination: "true",
                        },
                    },
                ],
                networkInterfaces: [
                    {
                        deviceIndex: 0,
                        networkInterfaceId: "networkinterface-net-nat",
                        deleteOnTermination: "false",
                    },
                ],
                keyName: undefined,
            },
        );
        const ports = (kind: string): unknown[] =>
            graph
                .all(kind)
                .filter(({ name }) => name.startsWith("net-nat-"))
                .map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]]);
        assert.deepEqual(ports("vpc.SecurityGroupIngressRule"), [
            ["10.0.0.0/16", 443, 443],
            ["10.0.0.0/16", 80, 80],
        ]);
        assert.deepEqual(ports("vpc.SecurityGroupEgressRule"), [
            ["0.0.0.0/0", 443, 443],
            ["0.0.0.0/0", 80, 80],
        ]);
        assert.deepEqual(
            graph.all("iam.RolePolicyAttachment").map(({ inputs }) => inputs["policyArn"]),
            ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"],
        );
    });

    it("is replaced by a group of one in its zone, the old one first", async () => {
        const { graph } = await record(() => network({ natZone: "b" }));
        const { availabilityZones, vpcZoneIdentifiers, minSize, maxSize, instanceMaintenancePolicy } =
            graph.inputs("autoscaling.Group");
        assert.deepEqual(
            { availabilityZones, vpcZoneIdentifiers, minSize, maxSize, instanceMaintenancePolicy },
            {
                availabilityZones: ["eu-west-1b"],
                vpcZoneIdentifiers: undefined,
                minSize: 1,
                maxSize: 1,
                instanceMaintenancePolicy: { minHealthyPercentage: 0, maxHealthyPercentage: 100 },
            },
        );
    });

    it("has alarms on a missing, a failing and a busy instance, and a place on the dashboard", () => {
        const { graph, made } = recording();
        assert.deepEqual(
            graph.all("cloudwatch.MetricAlarm").map(({ name }) => name),
            ["net-nat-cpu", "net-nat-instances", "net-nat-status"],
        );
        assert.equal(made.dashboardRow().widgets.length, 3);
    });

    it("starts with a script that is one, and that forwards the VPC's traffic only", () => {
        const script = natScript("10.0.0.0/16");
        const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
        assert.equal(status, 0, stderr);
        assert.match(script, /ip saddr 10\.0\.0\.0\/16 ip daddr != 10\.0\.0\.0\/16 masquerade/);
        assert.match(script, /hook forward priority filter; policy drop;/);
        assert.match(script, /ip saddr 10\.0\.0\.0\/16 tcp dport \{ 80, 443 \} accept/);
    });
});
