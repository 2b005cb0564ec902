import assert from "node:assert/strict";

import { ApplicationServer, type ApplicationServerArgs } from "../../../components/server/applicationServer";
import { ALERTS, base, KEY, LOAD_BALANCER, logs, vpc, zone } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { resolve } from "../../support/resolve";

const HOURS = { days: ["MON", "SUN"], from: "07:30", to: "19:00", timeZone: "Europe/Berlin" } as const;
const args: ApplicationServerArgs = {
    ...base,
    vpc: { ...vpc, publicZones: ["eu-west-1a", "eu-west-1b"] },
    logs,
    keyArn: KEY,
    port: 443,
    address: { from: ["203.0.113.0/24", "198.51.100.7/32"] },
    alarmTopicArn: ALERTS,
};
const server = (more: Partial<ApplicationServerArgs> = {}) =>
    new ApplicationServer("desk", { ...args, ...more });

/** The address that the stand-in of AWS gives. */
const ADDRESS = "198.51.100.10";

describe("ApplicationServer that answers by itself", () => {
    const recording = recordOnce(() => server());

    it("has an interface with an address in a public subnet, which each instance gets", () => {
        const { graph } = recording();
        const { subnetId, sourceDestCheck } = graph.inputs("ec2.NetworkInterface");
        assert.deepEqual([subnetId, sourceDestCheck], ["subnet-public-a", true]);
        assert.equal(graph.inputs("ec2.Eip")["networkInterface"], "networkinterface-desk");
        assert.deepEqual(graph.inputs("ec2.LaunchTemplate")["networkInterfaces"], [
            { deviceIndex: 0, networkInterfaceId: "networkinterface-desk", deleteOnTermination: "false" },
        ]);
        const { availabilityZones, vpcZoneIdentifiers, healthCheckType } = graph.inputs("autoscaling.Group");
        assert.deepEqual(
            [availabilityZones, vpcZoneIdentifiers, healthCheckType],
            [["eu-west-1a"], undefined, "EC2"],
        );
    });

    it("is open to the named blocks, on its port, and to nobody else", () => {
        const rules = recording().graph.all("vpc.SecurityGroupIngressRule");
        assert.deepEqual(
            rules.map(({ name, inputs }) => [name, inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]]),
            [
                ["desk-from-198-51-100-7-32", "198.51.100.7/32", 443, 443],
                ["desk-from-203-0-113-0-24", "203.0.113.0/24", 443, 443],
            ],
        );
    });

    it("has its address as URL, or the host whose record leads to it", async () => {
        assert.equal(await resolve(recording().made.url!), `https://${ADDRESS}`);
        const domain = { host: "office.example.com", zone };
        const { graph, made } = await record(() =>
            server({ port: 8080, address: { from: ["10.0.0.0/8"], domain } }),
        );
        assert.equal(await resolve(made.url!), "http://office.example.com:8080");
        const { name, type, records, zoneId } = graph.inputs("route53.Record");
        assert.deepEqual([name, type, records, zoneId], ["office.example.com", "A", [ADDRESS], "ZGIVEN"]);
    });

    it("refuses several instances, a load balancer, and subnets whose zones are not known", async () => {
        const exposure = { loadBalancer: LOAD_BALANCER, priority: 1 };
        for (const more of [{ maxInstances: 2 }, { exposure }]) {
            await assert.rejects(
                record(() => server(more)),
                /address is for one instance without a load balancer/,
            );
        }
        await assert.rejects(
            record(() => server({ vpc })),
            /address needs public subnets whose zones are known/,
        );
    });
});

describe("ApplicationServer with working hours", () => {
    const recording = recordOnce(() => server({ hours: HOURS }));

    it("starts in the morning and stops in the evening, by the clock of its zone", () => {
        const schedules = recording().graph.all("autoscaling.Schedule");
        assert.deepEqual(
            schedules.map(({ name, inputs }) => ({ name, ...inputs })),
            [
                ["desk-sleep", "0 19 * * 0,1", 0],
                ["desk-wake", "30 7 * * 0,1", 1],
            ].map(([name, recurrence, size]) => ({
                name,
                scheduledActionName: name,
                autoscalingGroupName: schedules[0]!.inputs["autoscalingGroupName"],
                recurrence,
                timeZone: "Europe/Berlin",
                minSize: size,
                maxSize: size,
                desiredCapacity: size,
            })),
        );
    });

    it("is no drift while it sleeps", () => {
        assert.deepEqual(
            recording().made.delegations.map(({ path, band, by }) => ({ path, band, by })),
            [
                { path: "desiredCapacity", band: { min: 0, max: 1 }, by: "EC2 Auto Scaling" },
                { path: "minSize", band: { oneOf: [0, 1] }, by: "working hours" },
                { path: "maxSize", band: { oneOf: [0, 1] }, by: "working hours" },
            ],
        );
    });

    it("misses no instance at night: its alarm counts what the group lacks of its own minimum", () => {
        const { graph } = recording();
        const alarm = graph.inputs("cloudwatch.MetricAlarm", "desk-instances");
        const queries = alarm["metricQueries"] as {
            id: string;
            expression?: string;
            metric?: { metricName: string };
        }[];
        assert.deepEqual(
            queries.map(({ id, expression, metric }) => [id, expression ?? metric?.metricName]),
            [
                ["value", "running - least"],
                ["running", "GroupInServiceInstances"],
                ["least", "GroupMinSize"],
            ],
        );
        assert.deepEqual([alarm["threshold"], alarm["comparisonOperator"]], [0, "LessThanThreshold"]);
        const metrics = graph.inputs("autoscaling.Group")["enabledMetrics"] as string[];
        assert.ok(metrics.includes("GroupMinSize"));
    });
});
