import assert from "node:assert/strict";

import { Domain, type DomainArgs } from "../../../components/edge/domain";
import { zones } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { saidLater } from "../../support/rejections";
import { resolve } from "../../support/resolve";

const domain = (more: Partial<DomainArgs> = {}) =>
    new Domain("domain", { name: "shop.example.com", region: "eu-west-1", ...more });

describe("Domain", () => {
    const recording = recordOnce(() => domain());

    it("has a zone, two certificates (CloudFront and load balancer), and one validation record for both", () => {
        assert.deepEqual(recording().graph.counts(), {
            Domain: 1,
            "acm.Certificate": 2,
            "acm.CertificateValidation": 2,
            "route53.Record": 1,
            "route53.Zone": 1,
        });
        assert.equal(recording().graph.inputs("route53.Zone")["name"], "shop.example.com");
    });

    it("has a certificate in the stack's region, and one in us-east-1 for CloudFront", () => {
        const { graph } = recording();
        for (const [name, region] of [
            ["domain", "eu-west-1"],
            ["domain-cloudfront", "us-east-1"],
        ] as const) {
            assert.deepEqual(graph.inputs("acm.Certificate", name), {
                domainName: "shop.example.com",
                subjectAlternativeNames: ["*.shop.example.com"],
                validationMethod: "DNS",
                tags: { Name: `plumbline-unit-${name}` },
                region,
            });
            assert.deepEqual(graph.inputs("acm.CertificateValidation", name), {
                certificateArn: `arn:aws:acm:eu-west-1:111122223333:certificate/${name}`,
                validationRecordFqdns: ["_domain.shop.example.com"],
                region,
            });
        }
    });

    it("creates the validation record that ACM requires", () => {
        assert.deepEqual(recording().graph.inputs("route53.Record"), {
            zoneId: "ZONE-domain",
            name: "_domain.shop.example.com",
            type: "CNAME",
            records: ["_proof.acm-validations.aws"],
            ttl: 300,
            allowOverwrite: true,
        });
    });

    it("returns certificates once they are valid, not before", async () => {
        const { made, graph } = recording();
        await resolve(made.cloudFrontCertificateArn);
        assert.equal(
            await resolve(made.certificateArn),
            graph.inputs("acm.CertificateValidation", "domain")["certificateArn"],
        );
    });

    it("needs one certificate only in us-east-1", async () => {
        const { graph, made } = await record(() => domain({ region: "us-east-1" }));
        assert.deepEqual(graph.names("acm.Certificate"), ["domain"]);
        assert.equal(await resolve(made.certificateArn), await resolve(made.cloudFrontCertificateArn));
    });

    it("uses an existing zone, if the domain is in it", async () => {
        const { graph, made } = await record(() => domain({ zoneId: "ZEXISTING" }), {
            calls: zones({ ZEXISTING: "example.com" }),
        });
        assert.equal(graph.all("route53.Zone").length, 0);
        assert.equal(graph.inputs("route53.Record")["zoneId"], "ZEXISTING");
        assert.equal(await resolve(made.zoneId), "ZEXISTING");
        assert.deepEqual(await resolve(made.nameServers), []);
    });

    describe("in an existing zone", () => {
        const said = (name: string, isPrivate = false) =>
            saidLater(() =>
                record(() => domain({ zoneId: "ZEXISTING" }), {
                    preview: true,
                    calls: zones({ ZEXISTING: name }, isPrivate),
                }),
            );

        for (const name of ["shop.example.com", "example.com", "example.com."]) {
            it(`accepts the zone of ${name}`, async () => {
                assert.equal(await said(name), "");
            });
        }

        for (const name of ["example.org", "op.example.com", "www.shop.example.com", "com.example"]) {
            it(`is refused in the preview if the zone is that of ${name}`, async () => {
                assert.equal(
                    await said(name),
                    `domain.zoneId: "ZEXISTING" is not allowed for shop.example.com; it is the zone of ${name}, and must be that of shop.example.com or of a domain above it`,
                );
            });
        }

        it("is refused if the zone is private", async () => {
            assert.equal(
                await said("example.com", true),
                'domain.zoneId: "ZEXISTING" is not allowed for shop.example.com; it is a private zone of example.com, where AWS cannot find the proof of a certificate, and must be a public one',
            );
        });
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Domain", [
            "zoneId",
            "certificateArn",
            "cloudFrontCertificateArn",
            "nameServers",
        ]);
    });
});
