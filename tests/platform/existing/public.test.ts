/** Public names of a stack whose certificates, DNS or load balancer are somebody else's. */
import assert from "node:assert/strict";

import type { Graph } from "../../support/graph";
import { run } from "../../support/program";
import type { RecordingOptions } from "../../support/recorder";
import { ACCOUNT, CALLS, GROUP, REGION, SUBNETS, VPC } from "./answers";
import { said, without } from "./refusals";

const COMMON = {
    "plumbline:tier": "staging",
    "plumbline:region": REGION,
    "plumbline:accountId": ACCOUNT,
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
};
const CODE = "examples/sample/functions/orders";
const arn = (region: string, name = "shop.example.com"): string =>
    `arn:aws:acm:${region}:${ACCOUNT}:certificate/${name}`;
const NETWORK = {
    vpcId: VPC,
    privateSubnetIds: Object.values(SUBNETS),
    publicSubnetIds: Object.values(SUBNETS),
};
const LISTENER = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/shared/0123456789abcdef`;

type Calls = RecordingOptions["calls"];
const ZONE = { name: "shop.example.com", privateZone: false };
const zone = { "aws:route53/getZone:getZone": () => ZONE };
const stack = async (config: object, calls: Calls = {}): Promise<Graph> =>
    (await run("staging", { ...COMMON, ...config }, { calls: { ...CALLS, ...zone, ...calls } })).graph;

/** A site, an API, a service and a sign-in page, each with a name in the domain. */
const PUBLIC = {
    "plumbline:sites": { www: { content: "examples/sample/site" } },
    "plumbline:functions": { orders: CODE },
    "plumbline:apis": {
        shop: { subdomain: "api", routes: { "GET /orders": { function: "orders", public: true } } },
    },
    "plumbline:services": { web: { image: "nginx:1.29", public: {} } },
    "plumbline:directories": {
        people: { signIn: { subdomain: "login" }, callbackUrls: ["https://shop.example.com/in"] },
    },
};
const withCertificate = (domain: object, certificate: unknown = "shop.example.com") => ({
    ...PUBLIC,
    "plumbline:domain": {
        name: "shop.example.com",
        certificate: "existing:certificate/shop",
        ...domain,
    },
    "plumbline:existing": { network: NETWORK, certificates: { shop: certificate } },
});

/** ARNs of certificates, where each is used. */
function used(graph: Graph): Record<string, unknown> {
    const { viewerCertificate } = graph.inputs("cloudfront.Distribution", "www") as {
        viewerCertificate: { acmCertificateArn: string };
    };
    const { domainNameConfiguration } = graph.inputs("apigatewayv2.DomainName") as {
        domainNameConfiguration: { certificateArn: string };
    };
    return {
        site: viewerCertificate.acmCertificateArn,
        api: domainNameConfiguration.certificateArn,
        service: graph.inputs("lb.Listener", "public")["certificateArn"],
        directory: graph.inputs("cognito.UserPoolDomain")["certificateArn"],
    };
}

const EXPECTED = {
    site: arn("us-east-1"),
    api: arn(REGION),
    service: arn(REGION),
    directory: arn("us-east-1"),
};

describe("a certificate that exists", function () {
    this.timeout(120_000);

    it("is used by everything public, each in its region, in place of one that the stack makes", async () => {
        const graph = await stack(withCertificate({ zoneId: "Z0123456789ABC" }));
        assert.deepEqual(used(graph), EXPECTED);
        for (const kind of ["acm.Certificate", "acm.CertificateValidation", "route53.Zone"]) {
            assert.deepEqual(graph.names(kind), [], kind);
        }
        assert.ok(graph.all("route53.Record").length >= 5);
    });

    it("may be given by ARN, and where it is needed only", async () => {
        const given = { regional: arn(REGION, "imported"), cloudFront: arn("us-east-1", "imported") };
        const graph = await stack(withCertificate({ zoneId: "Z0123456789ABC" }, given));
        assert.deepEqual(used(graph), {
            site: given.cloudFront,
            api: given.regional,
            service: given.regional,
            directory: given.cloudFront,
        });
        const site = await stack({
            "plumbline:sites": PUBLIC["plumbline:sites"],
            "plumbline:domain": { name: "shop.example.com", certificate: "existing:certificate/shop" },
            "plumbline:existing": { certificates: { shop: { cloudFront: given.cloudFront } } },
        });
        assert.partialDeepStrictEqual(site.inputs("cloudfront.Distribution", "www"), {
            viewerCertificate: { acmCertificateArn: given.cloudFront },
        });
    });

    it("covers the hosts of a site that are in other zones, too, or is refused", async () => {
        const sites = {
            www: {
                content: "examples/sample/site",
                redirectHosts: [{ host: "shop.example.org", zoneId: "Z0123456789ABC" }],
            },
        };
        const config = { ...withCertificate({ zoneId: "Z0123456789ABC" }), "plumbline:sites": sites };
        assert.deepEqual(await said(stack(config), "staging"), [
            'plumbline:existing.certificates.shop.cloudFront: "shop.example.com" is not for shop.example.org (site/www); the newest one in us-east-1 is for shop.example.com, *.shop.example.com',
        ]);
    });

    it("is refused if it is not there, has expired, or is for another host", async () => {
        const config = withCertificate({ zoneId: "Z0123456789ABC" }, "old.example.com");
        const [first = "", ...more] = await said(stack(config), "staging");
        assert.match(
            first,
            /^plumbline:existing\.certificates\.shop\.cloudFront: "old\.example\.com" has expired in us-east-1: Jan {2}1 .*2021 GMT$/,
        );
        assert.equal(more.length, 1);
        const calls = {
            "aws:acm/getCertificate:getCertificate": ({ region }: { readonly region?: unknown }) =>
                without("no matching ACM Certificate found", String(region)),
        } as Calls;
        assert.deepEqual(
            await said(stack(withCertificate({ zoneId: "Z0123456789ABC" }), calls), "staging"),
            [
                ["cloudFront", "us-east-1"],
                ["regional", REGION],
            ].map(
                ([key, region]) =>
                    `plumbline:existing.certificates.shop.${key}: "shop.example.com" does not exist in ${region} of account ${ACCOUNT}; it must be there before this stack uses it`,
            ),
        );
    });
});

describe("DNS that is elsewhere", function () {
    this.timeout(120_000);

    it("gets no record and no zone; the stack says which records to make", async () => {
        const graph = await stack(withCertificate({ dns: "elsewhere" }));
        assert.deepEqual(used(graph), EXPECTED);
        for (const kind of ["acm.Certificate", "route53.Zone", "route53.Record"]) {
            assert.deepEqual(graph.names(kind), [], kind);
        }
        const { dnsRecords, nameServers, sites } = graph.one("pulumi.Stack").outputs as Record<
            string,
            unknown
        >;
        const records = dnsRecords as { name: string; type: string; target: string }[];
        assert.deepEqual(
            records.map(({ name, type }) => [name, type]).sort(),
            [
                "api.shop.example.com",
                "login.shop.example.com",
                "shop.example.com",
                "web.shop.example.com",
            ].map((name) => [name, "CNAME"]),
        );
        assert.deepEqual(records.map(({ target }) => target).sort(), [
            "d-people.cloudfront.net",
            "d-shop.execute-api.eu-west-1.amazonaws.com",
            "public.elb.amazonaws.com",
            "www.cloudfront.net",
        ]);
        assert.deepEqual(nameServers, []);
        assert.partialDeepStrictEqual(sites, { www: { url: "https://shop.example.com" } });
    });
});

describe("a load balancer that exists", function () {
    this.timeout(120_000);

    const shared = (listener: string, more: object = {}) => ({
        "plumbline:domain": { name: "shop.example.com", dns: "elsewhere" },
        "plumbline:existing": {
            network: NETWORK,
            loadBalancers: {
                shared: { listenerArn: `${LISTENER}/${listener}`, securityGroupId: GROUP },
            },
        },
        "plumbline:services": {
            web: {
                image: "nginx:1.29",
                public: { loadBalancer: "existing:loadBalancer/shared", priority: 20 },
            },
        },
        ...more,
    });

    it("gets rules and target groups, and a rule in its security group, and nothing else", async () => {
        const { services } = { services: shared("443")["plumbline:services"] };
        const graph = await stack(
            shared("443", {
                "plumbline:services": {
                    ...services,
                    admin: {
                        image: "nginx:1.29",
                        public: {
                            loadBalancer: "existing:loadBalancer/shared",
                            host: "web",
                            paths: ["/admin/*"],
                            priority: 10,
                        },
                    },
                },
            }),
        );
        for (const kind of ["lb.LoadBalancer", "lb.Listener", "acm.Certificate", "wafv2.WebAclAssociation"]) {
            assert.deepEqual(graph.names(kind), [], kind);
        }
        assert.partialDeepStrictEqual(graph.inputs("lb.ListenerRule", "web"), {
            listenerArn: `${LISTENER}/443`,
            priority: 20,
            conditions: [
                { hostHeader: { values: ["web.shop.example.com"] } },
                { pathPattern: { values: ["/*"] } },
            ],
        });
        assert.partialDeepStrictEqual(graph.inputs("lb.TargetGroup", "web-a"), { vpcId: VPC });
        assert.partialDeepStrictEqual(graph.inputs("vpc.SecurityGroupEgressRule", "web-public-out"), {
            securityGroupId: GROUP,
            referencedSecurityGroupId: "securitygroup-web",
        });
        const outputs = graph.one("pulumi.Stack").outputs as Record<string, unknown>;
        assert.deepEqual(outputs["dnsRecords"], [
            {
                name: "web.shop.example.com",
                type: "CNAME",
                target: "shared-1.eu-west-1.elb.amazonaws.com",
            },
        ]);
        assert.partialDeepStrictEqual(outputs["services"], { web: { url: "https://web.shop.example.com" } });
    });

    it("may listen without TLS, and have names in the stack's zone", async () => {
        const graph = await stack(
            shared("80", { "plumbline:domain": { name: "shop.example.com", zoneId: "Z0123456789ABC" } }),
        );
        const outputs = graph.one("pulumi.Stack").outputs as Record<string, unknown>;
        assert.partialDeepStrictEqual(outputs["services"], { web: { url: "http://web.shop.example.com" } });
        assert.deepEqual(
            graph.names("route53.Record").filter((name) => name.startsWith("existing-")),
            ["existing-web.shop.example.com-a"],
        );
    });

    it("is refused with another port, in another VPC, with another group, and if canaries cannot reach it", async () => {
        const calls = {
            "aws:lb/getLoadBalancer:getLoadBalancer": () => ({
                name: "shared",
                vpcId: "vpc-0fedcba9876543210",
                securityGroups: ["sg-0fedcba9876543210"],
                internal: true,
                ipAddressType: "ipv4",
            }),
        };
        const config = shared("8443", { "plumbline:monitoring": { canaries: { enabled: true } } });
        const is = `plumbline:existing.loadBalancers.shared.listenerArn: "${LISTENER}/8443" is`;
        assert.deepEqual(await said(stack(config, calls), "staging"), [
            `${is} for HTTPS on port 8443; it must be for HTTPS on 443, or HTTP on 80`,
            `${is} in vpc-0fedcba9876543210; it must be in the stack's VPC, which is ${VPC}`,
            `${is} of an internal load balancer, which canaries cannot reach; give service/web public.canary none`,
            `plumbline:existing.loadBalancers.shared.securityGroupId: "${GROUP}" is no security group of the load balancer shared; it must be one of sg-0fedcba9876543210`,
        ]);
    });
});
