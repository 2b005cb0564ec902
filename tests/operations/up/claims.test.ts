import assert from "node:assert/strict";

import { disputes } from "../../../operations/up/claims";
import { movedNat } from "../../../operations/up/natZone";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";

const image = "nginx:1.29";
const site = "examples/sample/site";

const settings = (more: Readonly<Record<string, unknown>>) =>
    settingsOf({ ...minimal, domain: { name: "shop.example.com" }, ...more });

/** A component with one resource, as in a state. */
function owned(component: string, name: string, type: string, outputs: Record<string, unknown>): Resource[] {
    const parent = `urn:pulumi:dev::plumbline::plumbline:index:${component}::${name}`;
    const urn = `urn:pulumi:dev::plumbline::plumbline:index:${component}$${type}::${name}`;
    return [
        { urn: parent, type: `plumbline:index:${component}` },
        { urn, type, parent, outputs, inputs: {} },
    ];
}

const rule = (name: string, priority: number) =>
    owned("ContainerService", name, "aws:lb/listenerRule:ListenerRule", { priority });
const service = (priority: number, host?: string) => ({ image, public: { priority, host } });

describe("what an update claims while another entry has it", () => {
    it("is nothing in a new stack, nor where everything stays", () => {
        const wanted = settings({ services: { web: service(10), api: service(20) } });
        assert.deepEqual(disputes([], wanted), []);
        assert.deepEqual(disputes([...rule("web", 10), ...rule("api", 20)], wanted), []);
    });

    it("are two priorities that change places: each gets a free number first", () => {
        const deployed = [...rule("web", 20), ...rule("api", 10)];
        const wanted = settings({ services: { web: service(10), api: service(20) } });
        assert.deepEqual(disputes(deployed, wanted), [
            "plumbline:services.web.public.priority: the priority 10 is not allowed yet, because service/api of the deployed stack has it until the end of the update, and AWS refuses a second one (PriorityInUse). Deploy once with a number that is free, such as 1, then with 10.",
            "plumbline:services.api.public.priority: the priority 20 is not allowed yet, because service/web of the deployed stack has it until the end of the update, and AWS refuses a second one (PriorityInUse). Deploy once with a number that is free, such as 2, then with 20.",
        ]);
        assert.deepEqual(
            disputes(deployed, settings({ services: { web: service(1), api: service(2) } })),
            [],
        );
    });

    it("is seen in a rule that requires a secret header, whose outputs are one secret", () => {
        const deployed = rule("old", 10).map((resource) => ({
            ...resource,
            outputs: { priority: 10, conditions: { "4dabf18193072939515e22adb298388d": "x" } },
            inputs: {
                conditions: [
                    { hostHeader: { values: ["web.shop.example.com"] } },
                    { pathPattern: { values: ["/*"] } },
                ],
            },
        }));
        const wanted = settings({ services: { web: service(20) } });
        assert.deepEqual(
            disputes(deployed, wanted).map((text) => /service\/\w+/.exec(text)?.[0]),
            ["service/old"],
        );
    });

    it("is the priority of a service that goes, and of a server", () => {
        const deployed = [
            ...rule("old", 10),
            ...owned("ApplicationServer", "tools", "aws:lb/listenerRule:ListenerRule", { priority: 30 }),
        ];
        const wanted = settings({ services: { web: service(10), api: service(30) } });
        assert.deepEqual(
            disputes(deployed, wanted).map((text) => /(service|server)\/\w+/.exec(text)?.[0]),
            ["service/old", "server/tools"],
        );
    });

    it("is the host name of a site that was renamed, or that two sites exchange", () => {
        const distribution = (name: string, ...aliases: string[]) =>
            owned("StaticSite", name, "aws:cloudfront/distribution:Distribution", { aliases });
        const deployed = [
            ...distribution("shop", "shop.example.com", "www.shop.example.com"),
            ...distribution("docs", "docs.shop.example.com"),
        ];
        const renamed = settings({ sites: { store: { content: site, redirectHosts: ["www"] } } });
        const said = disputes(deployed, renamed);
        assert.equal(said.length, 2);
        assert.match(said[0]!, /^plumbline:sites\.store: the host name shop\.example\.com .* site\/shop /);
        assert.match(said[1]!, /www\.shop\.example\.com/);
        const exchanged = settings({
            sites: { shop: { content: site, subdomain: "docs" }, docs: { content: site } },
        });
        assert.equal(disputes(deployed, exchanged).length, 2);
    });

    it("is no host name among services and servers, for which the load balancer has one record", () => {
        const deployed = owned("ContainerService", "web", "aws:route53/record:Record", {
            name: "web.shop.example.com",
        });
        assert.deepEqual(disputes(deployed, settings({ services: { shop: service(10, "web") } })), []);
        const said = disputes(deployed, settings({ sites: { web: { content: site, subdomain: "web" } } }));
        assert.match(said.join(), /service\/web/);
    });

    it("is the host name of a service that becomes a site", () => {
        const name = "web.shop.example.com";
        const deployed = owned("LoadBalancer", "public", "aws:route53/record:Record", { name });
        assert.deepEqual(disputes(deployed, settings({ services: { web: service(10) } })), []);
        const said = disputes(deployed, settings({ sites: { web: { content: site, subdomain: "web" } } }));
        assert.match(
            said.join(),
            /^plumbline:sites\.web: the host name web\.shop.* because the load balancer of/,
        );
    });

    it("are the requests of a service that was renamed, but not those of two that run", () => {
        const running = (name: string, host: string, priority: number) =>
            owned("ContainerService", name, "aws:lb/listenerRule:ListenerRule", {
                priority,
                conditions: [{ hostHeader: { values: [host] } }, { pathPattern: { values: ["/*"] } }],
            });
        const web = running("web", "web.shop.example.com", 10);
        const wanted = { services: { store: service(20, "web") } };
        assert.deepEqual(disputes(web, settings(wanted)), [
            "plumbline:services.store.public: the route web.shop.example.com/* is not allowed yet, because service/web of the deployed stack has it until the end of the update, and a new workload has nothing yet that answers. Deploy service/store once beside service/web, with another host or other paths; then give it these, and remove service/web.",
        ]);
        const beside = [...web, ...running("store", "store.shop.example.com", 20)];
        assert.deepEqual(disputes(beside, settings(wanted)), []);
        const other = { image, public: { priority: 20, host: "web", paths: ["/store/*"] } };
        assert.deepEqual(disputes(web, settings({ services: { store: other } })), []);
    });

    it("is the domain that an entry of emails has, under another name", () => {
        const type = "aws:sesv2/emailIdentity:EmailIdentity";
        const deployed = owned("EmailDomain", "main", type, { emailIdentity: "mail.example.org" });
        const wanted = (name: string) => settings({ emails: { [name]: { domain: "mail.example.org" } } });
        assert.deepEqual(disputes(deployed, wanted("main")), []);
        assert.deepEqual(disputes(deployed, wanted("post")), [
            "plumbline:emails.post.domain: the e-mail domain mail.example.org is not allowed yet, because email/main of the deployed stack has it until the end of the update, and AWS refuses a second one (AlreadyExistsException). Deploy once with email/post without it or with another value; then take it from email/main and deploy; then give it to email/post.",
        ]);
    });

    it("is the domain of an API, the prefix of a directory, and the parameter of a secret", () => {
        const deployed = [
            ...owned("ServerlessApi", "old", "aws:apigatewayv2/domainName:DomainName", {
                domainName: "api.shop.example.com",
            }),
            ...owned("UserDirectory", "old", "aws:cognito/userPoolDomain:UserPoolDomain", { domain: "shop" }),
            ...owned("Secret", "old", "aws:ssm/parameter:Parameter", { name: "/shop/key" }),
        ];
        const wanted = settings({
            functions: { orders: { code: "examples/sample/functions/orders" } },
            apis: { api: { routes: { $default: { function: "orders", public: true } } } },
            directories: { people: { callbackUrls: ["https://x.example.com"], signIn: { prefix: "shop" } } },
            secrets: { key: { generate: 20, parameter: "/shop/key" } },
        });
        assert.deepEqual(
            disputes(deployed, wanted).map((text) => text.split(" is not allowed")[0]),
            [
                "plumbline:apis.api: the host name api.shop.example.com",
                "plumbline:directories.people.signIn.prefix: the sign-in prefix shop",
                "plumbline:secrets.key.parameter: the parameter /shop/key",
            ],
        );
    });
});

describe("the one NAT gateway of a deployed stack", () => {
    const gateway = (zone: string): Resource[] => [
        {
            urn: `urn:pulumi:dev::plumbline::plumbline:index:Network$aws:ec2/natGateway:NatGateway::network-nat-${zone}`,
            type: "aws:ec2/natGateway:NatGateway",
        },
    ];
    const network = (zones: string[], natZone?: string, nat = "single") =>
        settingsOf({ ...minimal, network: { cidr: "10.0.0.0/16", zones, nat, natZone } }).network;

    it("moves only if its new zone is named", () => {
        const [said = "", ...more] = movedNat(gateway("b"), network(["a", "b"]));
        assert.deepEqual(more, []);
        assert.match(
            said,
            /^plumbline:network\.natZone: .* stands in zone b, .* move to a, .* Set it to b to keep/,
        );
        assert.deepEqual(movedNat(gateway("b"), network(["b", "a"], "a")), []);
        assert.match(movedNat(gateway("c"), network(["b", "a"])).join(), /Set it to a to move them/);
    });

    it("is not moved where it is the first, one of several, or new", () => {
        assert.deepEqual(movedNat(gateway("a"), network(["b", "a"])), []);
        assert.deepEqual(movedNat([...gateway("a"), ...gateway("b")], network(["b", "a"])), []);
        assert.deepEqual(movedNat(gateway("b"), network(["b", "a"], undefined, "perZone")), []);
        assert.deepEqual(movedNat([], network(["b", "a"])), []);
    });
});
