/** Working hours, addresses of servers, and NAT instances: what fits together, and what is refused. */
import assert from "node:assert/strict";

import { complaints, minimal, settingsOf } from "./fixtures";

type Raw = Record<string, unknown>;

const HOURS = { from: "07:00", to: "19:00" };
const IMAGE = "nginx:1.29";
const DATABASE = { engine: "postgres", version: "16" };
const server = (more: Raw): Raw => ({ ...minimal, servers: { desk: more } });
const address = { from: ["203.0.113.0/24"] };

const CASES: readonly [what: string, raw: Raw, said: readonly string[]][] = [
    ["hours of a server", server({ hours: HOURS }), []],
    ["hours of a database", { ...minimal, databases: { app: { ...DATABASE, hours: HOURS } } }, []],
    ["hours of a service", { ...minimal, services: { web: { image: IMAGE, hours: HOURS } } }, []],
    [
        "hours in prod",
        { ...server({ hours: HOURS }), tier: "prod" },
        [
            "plumbline:servers.desk.hours: is not allowed in tier prod, whose users come at any time; leave it out",
        ],
    ],
    [
        "hours of a database in prod",
        { ...minimal, tier: "prod", databases: { app: { ...DATABASE, hours: HOURS } } },
        [
            "plumbline:databases.app.hours: is not allowed in tier prod, whose users come at any time; leave it out",
        ],
    ],
    [
        "hours and nothing to start",
        server({ hours: HOURS, minInstances: 0 }),
        [
            "plumbline:servers.desk.minInstances: 0 is not allowed with hours, because nothing would start in the morning; it must be 1 or more",
        ],
    ],
    [
        "hours and other schedules",
        {
            ...minimal,
            services: {
                web: {
                    image: IMAGE,
                    hours: HOURS,
                    schedules: { noon: { at: "rate(1 day)", minTasks: 1, maxTasks: 2 } },
                },
            },
        },
        [
            "plumbline:services.web.schedules: is not allowed with hours, because both would set the number of tasks; use one of the two",
        ],
    ],
    [
        "hours of what a canary asks",
        {
            ...minimal,
            monitoring: { canaries: { enabled: true } },
            services: { web: { image: IMAGE, hours: HOURS, public: {} } },
        },
        [
            "plumbline:services.web.hours: is not allowed with a canary, which would report it every night; set public.canary to none, or leave hours out",
        ],
    ],
    ["an address", server({ address }), []],
    ["an address for everybody, with TLS", server({ address: { from: ["0.0.0.0/0"] }, port: 443 }), []],
    [
        "an address for everybody, without TLS",
        server({ address: { from: ["0.0.0.0/0"] } }),
        [
            'plumbline:servers.desk.address.from: "0.0.0.0/0" is not allowed with port 8080, because nothing encrypts what the world sends there; name the blocks that may call it, or give the server a certificate and port 443',
        ],
    ],
    [
        "an address and a load balancer",
        server({ address, public: {} }),
        [
            "plumbline:servers.desk.address: is not allowed with public: a server answers by itself, or behind the load balancer",
        ],
    ],
    [
        "an address of several instances",
        server({ address, maxInstances: 2 }),
        [
            "plumbline:servers.desk.maxInstances: 2 is not allowed with address, which one instance has; it must be 1",
        ],
    ],
    [
        "a port that the network ACL keeps out",
        server({ address, port: 22 }),
        [
            "plumbline:servers.desk.port: 22 is not allowed with address, because the network ACL lets in 80, 443 and 1024 to 65535",
        ],
    ],
    [
        "an address in somebody else's VPC",
        {
            ...server({ address }),
            network: "none",
            existing: {
                network: {
                    vpcId: "vpc-0123456789abcdef0",
                    privateSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
                    publicSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
                },
            },
        },
        [
            "plumbline:servers.desk.address: needs the stack's own plumbline:network, because the zones of other subnets are not known",
        ],
    ],
    [
        "an address, with no way out of private subnets",
        { ...server({ address }), network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" } },
        [],
    ],
    [
        "a NAT instance in a zone of choice",
        { ...minimal, network: { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "instance", natZone: "b" } },
        [],
    ],
];

describe("working hours and addresses", () => {
    for (const [what, raw, said] of CASES) {
        it(`${what}: ${said.length === 0 ? "accepted" : "refused"}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }

    it("give a server with an address the host of its name, below the stack's domain", () => {
        const raw = {
            ...server({ address: { ...address, host: "office" } }),
            domain: { name: "example.com" },
        };
        assert.equal(settingsOf(raw).hosts["server/desk"], "office.example.com");
    });
});
