/** Optional features of a load balancer. */
import assert from "node:assert/strict";

import { LoadBalancer, type LoadBalancerArgs } from "../../../components/loadBalancer/loadBalancer";
import { vpc, zone } from "../../support/fixtures";
import { record } from "../../support/recorder";

const args: LoadBalancerArgs = { vpc, zone, logBucket: "logs" };
const balancer = async (more: Partial<LoadBalancerArgs> = {}) =>
    await record(() => new LoadBalancer("public", { ...args, ...more }));

describe("LoadBalancer options", () => {
    it("sets another idle timeout than a minute", async () => {
        assert.equal((await balancer()).graph.inputs("lb.LoadBalancer")["idleTimeout"], 60);
        const { graph } = await balancer({ idleTimeoutSeconds: 300 });
        assert.equal(graph.inputs("lb.LoadBalancer")["idleTimeout"], 300);
    });

    it("sets another TLS policy", async () => {
        const tlsPolicy = "ELBSecurityPolicy-TLS13-1-3-2021-06";
        const { graph } = await balancer({ tlsPolicy });
        assert.equal(graph.inputs("lb.Listener", "public")["sslPolicy"], tlsPolicy);
    });

    it("listens on IPv6 too, but not by default", async () => {
        const plain = (await balancer()).graph;
        assert.equal(plain.inputs("lb.LoadBalancer")["ipAddressType"], "ipv4");
        const { graph, made } = await balancer({ ipv6: true });
        assert.equal(made.ipv6, true);
        assert.equal(graph.inputs("lb.LoadBalancer")["ipAddressType"], "dualstack");
        assert.deepEqual(graph.names("vpc.SecurityGroupIngressRule"), [
            "public-443",
            "public-443-ipv6",
            "public-80",
            "public-80-ipv6",
        ]);
        const { cidrIpv4, cidrIpv6 } = graph.inputs("vpc.SecurityGroupIngressRule", "public-443-ipv6");
        assert.deepEqual([cidrIpv4, cidrIpv6], [undefined, "::/0"]);
    });

    it("is associated with a web ACL", async () => {
        assert.deepEqual((await balancer()).graph.names("wafv2.WebAclAssociation"), []);
        const { graph } = await balancer({ webAclArn: "arn:acl" });
        assert.deepEqual(graph.inputs("wafv2.WebAclAssociation"), {
            resourceArn: "arn:aws:lb:eu-west-1:111122223333:loadbalancer/public",
            webAclArn: "arn:acl",
        });
    });

    it("has alarms on its own errors", async () => {
        const { graph } = await balancer({ alarmTopicArn: "arn:topic" });
        const alarms = graph
            .all("cloudwatch.MetricAlarm")
            .map(({ name, inputs }) => [
                name,
                inputs["metricName"],
                inputs["threshold"],
                inputs["dimensions"],
            ]);
        const dimensions = { LoadBalancer: "app/public" };
        assert.deepEqual(alarms, [
            ["public-errors", "HTTPCode_ELB_5XX_Count", 5, dimensions],
            ["public-rejected", "RejectedConnectionCount", 0, dimensions],
        ]);
    });

    it("has no outbound rule of its own: each target adds the rule for its port", async () => {
        assert.deepEqual((await balancer()).graph.names("vpc.SecurityGroupEgressRule"), []);
    });

    it("shows requests, connections and latency", async () => {
        const { made } = await balancer();
        const { title, widgets } = made.dashboardRow();
        assert.equal(title, "Load balancer public");
        const titles = widgets.map((widget) => (widget as unknown as { args: { title: string } }).args.title);
        assert.deepEqual(titles, ["Requests", "Connections", "Response time (s)"]);
    });
});
