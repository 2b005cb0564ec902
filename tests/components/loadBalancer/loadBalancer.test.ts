import assert from "node:assert/strict";

import { LoadBalancer, type LoadBalancerArgs } from "../../../components/loadBalancer/loadBalancer";
import { Cluster } from "../../../components/service/cluster";
import { ContainerService } from "../../../components/service/containerService";
import { base, KEY, logs, vpc, zone } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: LoadBalancerArgs = { vpc, zone, logBucket: "logs" };
const NOT_FOUND = {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
};
const ARN = "arn:aws:lb:eu-west-1:111122223333:loadbalancer/public";

describe("LoadBalancer", () => {
    const recording = recordOnce(() => new LoadBalancer("public", args));

    it("creates exactly these resources", () => {
        assert.deepEqual(recording().graph.counts(), {
            LoadBalancer: 1,
            "ec2.SecurityGroup": 1,
            "lb.Listener": 2,
            "lb.LoadBalancer": 1,
            "vpc.SecurityGroupIngressRule": 2,
        });
    });

    it("drops invalid headers, logs accesses, and has deletion protection", () => {
        const { inputs, protect } = recording().graph.one("lb.LoadBalancer");
        assert.partialDeepStrictEqual(inputs, {
            loadBalancerType: "application",
            subnets: vpc.publicSubnetIds,
            securityGroups: ["securitygroup-public"],
            dropInvalidHeaderFields: true,
            desyncMitigationMode: "defensive",
            enableDeletionProtection: true,
            accessLogs: { bucket: "logs", prefix: "load-balancer", enabled: true },
        });
        assert.equal(protect, true);
    });

    it("can be deleted where deletion is allowed", async () => {
        const { graph } = await record(() => new LoadBalancer("public", { ...args, protect: false }));
        const { inputs, protect } = graph.one("lb.LoadBalancer");
        assert.deepEqual([inputs["enableDeletionProtection"], protect], [false, false]);
    });

    it("accepts TLS 1.2 and 1.3 only, and returns 404 if no rule matches", () => {
        assert.deepEqual(recording().graph.inputs("lb.Listener", "public"), {
            loadBalancerArn: ARN,
            port: 443,
            protocol: "HTTPS",
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
            certificateArn: zone.certificateArn,
            defaultActions: [NOT_FOUND],
        });
    });

    it("redirects HTTP to HTTPS", () => {
        assert.deepEqual(recording().graph.inputs("lb.Listener", "public-redirect"), {
            loadBalancerArn: ARN,
            port: 80,
            protocol: "HTTP",
            defaultActions: [
                { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
            ],
        });
    });

    it("is open to the internet on 80 and 443 only", () => {
        const open = recording().graph.all("vpc.SecurityGroupIngressRule");
        assert.deepEqual(
            open.map(({ inputs }) => inputs),
            [443, 80].map((port) => ({
                securityGroupId: "securitygroup-public",
                cidrIpv4: "0.0.0.0/0",
                ipProtocol: "tcp",
                fromPort: port,
                toPort: port,
                description: port === 443 ? "HTTPS from the internet" : "HTTP from the internet",
            })),
        );
    });

    it("listens on plain HTTP without a zone, and is open on 80 only", async () => {
        const { graph } = await record(() => new LoadBalancer("public", { ...args, zone: undefined }));
        assert.deepEqual(graph.inputs("lb.Listener"), {
            loadBalancerArn: ARN,
            port: 80,
            protocol: "HTTP",
            defaultActions: [NOT_FOUND],
        });
        assert.deepEqual(graph.names("vpc.SecurityGroupIngressRule"), ["public-80"]);
    });

    describe("when its zone comes or goes", () => {
        const listeners = async (has: LoadBalancerArgs["zone"]) => {
            const { graph, made } = await record(() => new LoadBalancer("public", { ...args, zone: has }));
            const all = graph.all("lb.Listener").map((it) => [it.name, it.inputs["port"]]);
            return { all, graph, arn: await resolve(made.listenerArn) };
        };

        it("keeps the listener of each port: AWS allows one", async () => {
            assert.deepEqual((await listeners(undefined)).all, [["public-redirect", 80]]);
            assert.deepEqual((await listeners(zone)).all, [
                ["public", 443],
                ["public-redirect", 80],
            ]);
        });

        it("gives the workloads' rules to the listener that answers", async () => {
            assert.match((await listeners(undefined)).arn, /listener\/public-redirect$/);
            assert.match((await listeners(zone)).arn, /listener\/public$/);
        });

        it("keeps the listener of a stack that had none before listeners had constant ports", async () => {
            const { graph } = await listeners(undefined);
            assert.deepEqual(graph.one("lb.Listener").aliases, ["public"]);
        });

        it("has left port 80 before the redirect takes it", async () => {
            const { graph } = await listeners(zone);
            const { aliases, dependsOn } = graph.one("lb.Listener", "public-redirect");
            assert.deepEqual(aliases, []);
            assert.ok(dependsOn.includes(graph.one("lb.Listener", "public").urn));
        });
    });

    describe("has the record of a host name", () => {
        const two = (first: string, second: string) =>
            record(() => {
                const loadBalancer = new LoadBalancer("public", args);
                const cluster = new Cluster("services", { keyArn: KEY, logs });
                return [first, second].map(
                    (name, at) =>
                        new ContainerService(name, {
                            ...{ ...base, cluster, vpc, logs, image: "nginx:1.29.1" },
                            exposure: { loadBalancer, priority: at + 1, zone, host: "app.example.com" },
                        }),
                );
            });

        it("once, whatever the names of the services that share it", async () => {
            const { graph } = await two("web", "api");
            const made = graph.one("route53.Record");
            assert.equal(made.name, "public-app.example.com-a");
            assert.equal(made.inputs["name"], "app.example.com");
            const renamed = (await two("shop", "api")).graph.one("route53.Record");
            assert.deepEqual([renamed.urn, renamed.inputs], [made.urn, made.inputs]);
        });

        it("that was the service's before", async () => {
            const { graph } = await two("web", "api");
            assert.deepEqual(graph.one("route53.Record").aliases, ["web-a"]);
        });
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "LoadBalancer", ["listenerArn", "securityGroupId", "dnsName"]);
    });
});
