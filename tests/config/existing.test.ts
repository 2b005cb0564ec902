/** What exists already, and data that is there: conflicts that the stack file shows by itself. */
import assert from "node:assert/strict";

import { changed, complaints, complete, minimal } from "./fixtures";
import { keysOf } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
const with_ = (...changes: [path: string, value: unknown][]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);

const FUNCTION = { code: "examples/sample/functions/orders" };

const A_TIME =
    'a time with its zone, in quotes, such as "2026-03-01T09:30:00Z" or "2026-03-01T10:30:00+01:00", or latest';

const BALANCER = {
    listenerArn:
        "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/0123456789abcdef/fedcba9876543210",
    securityGroupId: "sg-0123456789abcdef0",
};

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    [
        "what exists in another region or account, as its ARN says",
        with_(
            ["existing.tables.projects", "arn:aws:dynamodb:us-east-1:999999999999:table/projects"],
            ["existing.directories.staff", { userPoolId: "us-east-1_Ab12Cd34E", clientId: "1a2b3c" }],
        ),
        [
            'plumbline:existing.tables.projects.name: "arn:aws:dynamodb:us-east-1:999999999999:table/projects" is not allowed, because it is in us-east-1; it must be in plumbline:region, which is eu-west-1',
            'plumbline:existing.tables.projects.name: "arn:aws:dynamodb:us-east-1:999999999999:table/projects" is not allowed, because it is in account 999999999999; it must be in plumbline:accountId, which is 111122223333',
            'plumbline:existing.directories.staff.userPoolId: "us-east-1_Ab12Cd34E" is not allowed, because it is in us-east-1; it must be in plumbline:region, which is eu-west-1',
        ],
    ],
    [
        "a database that exists, of which it is not said which, or how to sign in",
        with_(
            ["existing.databases.crm", { securityGroupId: "sg-01234567" }],
            [
                "existing.databases.erp",
                { cluster: "a", instance: "b", securityGroupId: "sg-01234567", secret: "x", iamUser: "y" },
            ],
        ),
        [
            "plumbline:existing.databases.crm: must have one of cluster and instance; it has none",
            "plumbline:existing.databases.erp: must have one of cluster and instance; it has both",
            "plumbline:existing.databases.erp: must have one of secret and iamUser at most; it has both",
        ],
    ],
    [
        "a VPC that exists beside one that is made, without subnets for the load balancer",
        with_([
            "existing.network",
            { vpcId: "vpc-01234567", privateSubnetIds: ["subnet-0123456a", "subnet-0123456b"] },
        ]),
        [
            "plumbline:existing.network: is not allowed beside plumbline:network, which makes a VPC; leave one of the two out",
            "plumbline:existing.network.publicSubnetIds: is missing; the load balancer of public services and servers stands in these subnets, of which there must be two at least",
        ],
    ],
    [
        "what is used as existing, and is not named as such",
        with_([
            "functions.orders.uses",
            ["existing:table/project", "existing:topic/sales", "existing:bucket/assets"],
        ]),
        [
            'plumbline:functions.orders: uses "existing:table/project", which does not exist; there are existing:table/projects, existing:table/plain; did you mean "existing:table/projects"?',
            'plumbline:functions.orders: uses "existing:topic/sales", which does not exist; there are existing:topic/news; did you mean "existing:topic/news"?',
        ],
    ],
    [
        "a certificate that exists, and is not named as such",
        with_(["domain", { name: "shop.example.com", certificate: "existing:certificate/shopp" }]),
        [
            'plumbline:domain.certificate: "existing:certificate/shopp" does not exist; there are existing:certificate/shop; did you mean "shop"?',
        ],
    ],
    [
        "a certificate that is in another place or account than what needs it",
        with_(
            ["domain", { name: "shop.example.com", certificate: "existing:certificate/far" }],
            ["existing.certificates.far", "arn:aws:acm:eu-west-3:999999999999:certificate/12345678-1234"],
        ),
        ["regional", "cloudFront"].flatMap((place) => [
            `plumbline:existing.certificates.far.${place}: "arn:aws:acm:eu-west-3:999999999999:certificate/12345678-1234" is not allowed for ${place === "regional" ? "api/shop" : "site/shop"}, because it is in eu-west-3; it must be in ${place === "regional" ? "eu-west-1, which is plumbline:region" : "us-east-1, where CloudFront looks for it"}`,
            `plumbline:existing.certificates.far.${place}: "arn:aws:acm:eu-west-3:999999999999:certificate/12345678-1234" is not allowed, because it is in account 999999999999; it must be in plumbline:accountId, which is 111122223333`,
        ]),
    ],
    [
        "a certificate that is not there where it is needed",
        with_(
            ["domain", { name: "shop.example.com", certificate: "existing:certificate/far" }],
            ["existing.certificates.far", { regional: "shop.example.com" }],
        ),
        [
            "plumbline:existing.certificates.far.cloudFront: is missing; site/shop needs a certificate for www.shop.example.com in us-east-1, where CloudFront looks for it",
        ],
    ],
    [
        "DNS that is elsewhere, with a zone and without a certificate",
        with_(["domain", { name: "shop.example.com", dns: "elsewhere", zoneId: "Z0123456789ABC" }]),
        [
            'plumbline:domain.zoneId: "Z0123456789ABC" is not allowed with dns elsewhere, which has no zone in Route 53; leave one of the two out',
            "plumbline:domain.certificate: is missing; with dns elsewhere the stack cannot prove a certificate for api.shop.example.com, so that it must be one that exists: existing:certificate/<name>",
        ],
    ],
    [
        "nothing where DNS is elsewhere, and the only host is a server's that answers by itself",
        {
            ...minimal,
            domain: { name: "shop.example.com", dns: "elsewhere" },
            servers: { desk: { port: 443, address: { from: ["203.0.113.0/24"] } } },
        },
        [],
    ],
    [
        "a load balancer that exists, and is not named as such",
        with_(
            ["existing.loadBalancers", { shared: BALANCER }],
            ["services.web.public.loadBalancer", "existing:loadBalancer/shard"],
        ),
        [
            'plumbline:services.web.public.loadBalancer: "existing:loadBalancer/shard" does not exist; there are existing:loadBalancer/shared; did you mean "shared"?',
        ],
    ],
    [
        "a load balancer that exists in another VPC, without a place among its rules",
        {
            ...minimal,
            existing: { loadBalancers: { shared: BALANCER } },
            services: {
                web: { image: "nginx:1.29", public: { loadBalancer: "existing:loadBalancer/shared" } },
            },
        },
        [
            'plumbline:services.web.public.loadBalancer: "existing:loadBalancer/shared" is not allowed in a VPC that the stack makes; the stack must stand in that of the load balancer, by plumbline:existing.network, or by plumbline:network with a name below plumbline:from',
            "plumbline:services.web.public.priority: is missing; on a listener that others have rules on, too, it must be a number that none of them has",
            'plumbline:services.web.public.paths: must not have "/*" without plumbline:domain, because the rule would take the requests of all others on that listener; give paths of its own, or the domain of the host',
        ],
    ],
    [
        "a snapshot that is in another region, and of another kind",
        with_([
            "databases.legacy.from",
            { snapshot: "arn:aws:rds:eu-west-3:111122223333:cluster-snapshot:x" },
        ]),
        [
            'plumbline:databases.legacy.from.snapshot: "arn:aws:rds:eu-west-3:111122223333:cluster-snapshot:x" is not allowed, because it is in eu-west-3; it must be in plumbline:region, which is eu-west-1: copy the snapshot there first',
            'plumbline:databases.legacy.from.snapshot: "arn:aws:rds:eu-west-3:111122223333:cluster-snapshot:x" is not allowed for mysql; it must be the ARN of a snapshot',
        ],
    ],
    ...(
        [
            ["yesterday", A_TIME],
            ["2026-03-01T09:30:00", A_TIME],
            ["2026-02-31T09:30:00Z", A_TIME],
            ["2999-03-01T09:30:00Z", "a time that has been, or latest"],
        ] as const
    ).map(([at, words]): [string, Raw, string[]] => [
        `a database as it was at ${at}`,
        with_(["databases.app.from", { pointInTime: { source: "shop-prod-app", at } }]),
        [
            `plumbline:databases.app.from.pointInTime.at: ${JSON.stringify(at)} is not allowed; it must be ${words}`,
        ],
    ]),
    [
        "triggers that are said to exist, and are not named as such",
        with_(
            ["functions.orders.on", ["existing:queue/orders", "existing:table/orders", "kore:queue/jobs"]],
            ["functions.orders.onFailure", "existing:queue/orders"],
        ),
        [
            'plumbline:functions.orders: uses "existing:table/orders", which does not exist; there are existing:table/projects, existing:table/plain; did you mean "existing:queue/orders"?',
            'plumbline:functions.orders: uses "kore:queue/jobs", but plumbline:from has no "kore"; it has core; did you mean "core"?',
            'plumbline:functions.orders.onFailure: "existing:queue/orders" is not allowed, because Lambda and EventBridge send failures to standard queues only; name a queue without fifo: true',
        ],
    ],
    [
        "an authorizer that is said to exist, and is not named as such",
        with_(["apis.shop.authorizer", "existing:directory/staff"]),
        [
            'plumbline:apis.shop: uses "existing:directory/staff", which does not exist; there are no directories in plumbline:existing',
        ],
    ],
    [
        "a kind of which nothing exists",
        { ...minimal, functions: { orders: { ...FUNCTION, uses: ["existing:queue/jobs"] } } },
        [
            'plumbline:functions.orders: uses "existing:queue/jobs", which does not exist; there are no queues in plumbline:existing',
        ],
    ],
    [
        "the same variable from what exists and what the stack makes",
        with_(
            ["tables", { projects: { partitionKey: "id" } }],
            ["functions.orders.uses", ["table/projects", "existing:table/projects"]],
        ),
        [
            "plumbline:functions.orders.uses: table/projects and existing:table/projects both give the variable TABLE_PROJECTS_NAME; give one of the two another name",
        ],
    ],
];

describe("what exists already, in a stack file", () => {
    for (const [what, raw, said] of CASES) {
        it(`is refused: ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});
