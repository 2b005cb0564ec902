/** A site of the sample whose paths lead to an API, a service and a bucket. */
import assert from "node:assert/strict";

import type { Graph, Recorded } from "../support/graph";
import { recordStack, run, stackFileConfig } from "../support/program";
import { GENERATED_SECRET } from "../support/providerOutputs";
import { Order } from "./support/order";

type Changes = Readonly<Record<string, unknown>>;

describe("the site of the sample, whose paths lead elsewhere", () => {
    let graph: Graph;
    let distribution: Recorded;

    before(async () => {
        ({ graph } = await recordStack("local"));
        distribution = graph.one("cloudfront.Distribution", "shop");
    });

    const origins = (): Record<string, Record<string, unknown>> =>
        Object.fromEntries(
            (distribution.inputs["origins"] as Record<string, unknown>[]).map((origin) => [
                String(origin["originId"]),
                origin,
            ]),
        );

    it("calls API and service by their own names, for which they have certificates", () => {
        assert.equal(origins()["api/shop"]?.["domainName"], "api.plumbline.localhost");
        assert.equal(origins()["service/admin"]?.["domainName"], "admin.plumbline.localhost");
    });

    it("has the one web ACL, certificate and name that it had", () => {
        assert.deepEqual(graph.names("cloudfront.Distribution"), ["invoices", "shop"]);
        assert.ok(String(distribution.inputs["webAclId"]).includes("cloudfront"));
        assert.deepEqual(distribution.inputs["aliases"], ["plumbline.localhost", "www.plumbline.localhost"]);
    });

    it("proves by a secret that it has asked the firewall, and gets through to a service that answers no other", () => {
        const secret = { name: "x-origin-verify", value: GENERATED_SECRET };
        assert.deepEqual(origins()["service/admin"]?.["customHeaders"], [secret]);
        assert.deepEqual(origins()["api/shop"]?.["customHeaders"], []);
        const conditions = graph.inputs("lb.ListenerRule", "admin")["conditions"] as object[];
        assert.deepEqual(conditions.at(-1), {
            httpHeader: { httpHeaderName: "x-origin-verify", values: [GENERATED_SECRET] },
        });
        const open = graph.inputs("lb.ListenerRule", "reports")["conditions"] as object[];
        assert.ok(open.every((condition) => !("httpHeader" in condition)));
        const [first] = graph.inputs("wafv2.WebAcl", "regional")["rules"] as { name: string }[];
        assert.equal(first?.name, "passed-cloudfront");
        const [edge] = graph.inputs("wafv2.WebAcl", "cloudfront")["rules"] as { name: string }[];
        assert.equal(edge?.name, "rate-limit");
    });

    it("alone may read that part of the bucket, whose policy waits for it and is waited for by nothing", () => {
        const [read] = graph.statements("s3.BucketPolicy", "uploads");
        assert.partialDeepStrictEqual(read, {
            Sid: "SiteShop",
            Effect: "Allow",
            Action: ["s3:GetObject"],
            Principal: { Service: ["cloudfront.amazonaws.com"] },
        });
        assert.match(String(read?.Resource), /^arn:aws:s3:::uploads-\w+\/public\/media\/\*$/);
        const policy = graph.one("s3.BucketPolicy", "uploads");
        const order = new Order(graph);
        assert.ok(order.before(policy).has(distribution));
        assert.ok(!order.before(distribution).has(policy));
    });

    it("asks for signatures where media asks for them, and may read its bucket", () => {
        const behaviors = distribution.inputs["orderedCacheBehaviors"] as Record<string, unknown>[];
        const signed = behaviors.filter(({ trustedKeyGroups }) => trustedKeyGroups !== undefined);
        assert.deepEqual(
            signed.map(({ pathPattern, targetOriginId, trustedKeyGroups }) => [
                ...[pathPattern, targetOriginId, trustedKeyGroups],
            ]),
            [["/pdf/*", "media/invoices", ["keygroup-invoices-signing"]]],
        );
        const readers = graph.statements("s3.BucketPolicy", "invoices").map(({ Sid }) => Sid);
        assert.ok(readers.includes("SiteShop"), readers.join());
    });

    it("leaves buckets, services and firewalls of a stack without paths as they were", async () => {
        const config: Changes = stackFileConfig("local");
        const key = "plumbline:sites";
        const { shop } = config[key] as Readonly<Record<string, object>>;
        const { graph: plain } = await run("local", { ...config, [key]: { shop: { ...shop, paths: {} } } });
        assert.deepEqual(plain.all("OriginSecret"), []);
        assert.deepEqual(
            plain.statements("s3.BucketPolicy", "uploads").map(({ Sid }) => Sid),
            ["TlsOnly"],
        );
        const [first] = plain.inputs("wafv2.WebAcl", "regional")["rules"] as { name: string }[];
        assert.equal(first?.name, "rate-limit");
        assert.deepEqual(plain.inputs("cloudfront.Distribution", "shop")["customErrorResponses"], []);
    });
});
