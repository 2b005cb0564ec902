/**
 * A stack with everything that a stack file can have, each name in it another token, so that a name of a resource tells
 * what it is made of.
 */
export const TOKEN = /zq\d\d\d/;
/** Name of the stack: a token as well. */
export const STACK = "zq000";
/** Name of the project: a token, too. */
export const PROJECT = "zq999";

export const DOMAIN = "zq.example.com";
/** The zone of hosts outside of the stack's domain. */
export const ZONE = "Z0123456789ABC";

let count = 0;

/** A name that stands nowhere else. */
function token(): string {
    count++;
    return `zq${String(count).padStart(3, "0")}`;
}

/** Settings without which some resources are not there, and the value that takes them away. */
const OFF: readonly (readonly [plural: string, setting: string, off: unknown])[] = [
    ["databases", "proxy", false],
    ["databases", "readers", 0],
    ["buckets", "lock", undefined],
    ["secrets", "generate", undefined],
    ["functions", "keepWarm", false],
    ["functions", "ownAlarms", false],
    ["functions", "onFailure", undefined],
    ["functions", "build", undefined],
    ["services", "build", undefined],
    ["tasks", "build", undefined],
    ["tasks", "before", undefined],
    ["apis", "cdn", false],
    ["services", "tracing", false],
    ["servers", "public", undefined],
    ["servers", "artifact", undefined],
    ["servers", "hours", undefined],
    ["databases", "hours", undefined],
    ["services", "hours", undefined],
    ["tables", "capacity", undefined],
    ["buses", "archiveDays", undefined],
    ["buses", "accounts", []],
    ["queues", "fifo", false],
    ["media", "cacheSeconds", undefined],
];

type Raw = Record<string, unknown>;

/** AWS has announced it, and said nothing of its zones: it may have all six. */
const REGION = "me-west-1";
const IMAGE = `123456789012.dkr.ecr.${REGION}.amazonaws.com/orders:1`;
const BUILD = { context: "tests/platform/names/image" };

/** A copy of an entry, with one setting off. */
export interface Clone {
    readonly plural: string;
    /** Name of the entry. */
    readonly of: string;
    readonly name: string;
    readonly setting: string;
    readonly off: unknown;
}

let clones: Clone[] = [];

/** An entry, and its clones. */
function entries(plural: string, of: string, settings: Raw): Record<string, Raw> {
    const without = OFF.filter(([where, setting]) => where === plural && setting in settings).map(
        ([, setting, off]): [string, Raw] => {
            const name = token();
            clones.push({ plural, of, name, setting, off });
            const exposed = settings["public"] === undefined ? {} : { public: exposure() };
            return [name, { ...settings, ...exposed, [setting]: off, ...besides(plural, setting) }];
        },
    );
    return Object.fromEntries([[of, settings], ...without]);
}

/** Without a domain, public workloads share every host and need paths of their own. */
let hasDomain = true;
const exposure = (): Raw => (hasDomain ? {} : { paths: [`/${token()}/*`] });

/** What goes with a setting that is off, and what two entries cannot have alike. */
function besides(plural: string, setting: string): Raw {
    if (setting === "readers") return { maxReaders: undefined };
    if (plural === "tasks" && setting === "before") return { timeoutMinutes: undefined };
    if (setting === "build") return { image: IMAGE };
    return plural === "apis" ? { subdomain: token() } : {};
}

/** Databases of each engine, which are clones of one another. */
function engines(databases: Readonly<Record<string, Raw | undefined>>): Record<string, Raw> {
    for (const of of Object.keys(databases)) {
        for (const [name, settings] of Object.entries(databases)) {
            const off = settings?.["engine"] ?? "aurora-postgresql";
            if (name !== of) clones.push({ plural: "databases", of, name, setting: "engine", off });
        }
    }
    return Object.fromEntries(Object.entries(databases).flatMap(([name, one]) => (one ? [[name, one]] : [])));
}

const EVENTS = ["created", "removed"] as const;

/**
 * The stack file. Two of them: what a stack has instead of something else is in the second.
 *
 * @param secret what stands for an encrypted value
 */
export function markers(
    second: boolean,
    secret: unknown,
): { readonly raw: Raw; readonly clones: readonly Clone[] } {
    count = 0;
    clones = [];
    hasDomain = !second;
    const name = Object.fromEntries(
        [
            ...["aurora", "mysql", "postgres", "cache", "table", "bucket", "queue", "failed", "generated"],
            ...["rotated", "given", "empty", "directory", "function", "decider", "image", "api", "plain"],
            ...["repository", "service", "private", "server", "site", "pipeline", "group", "client", "lone"],
            ...["builtFunction", "builtService", "other", "mysqlInstance", "readers", "email"],
            ...["migration", "codeTask", "alone", "builtTask", "layer", "parameter", "byHand"],
            ...["namedTable", "namedBucket", "namedQueue"],
            ...["topic", "ordered", "bus", "fifo", "media"],
        ].map((what) => [what, token()]),
    ) as Record<string, string>;
    const { aurora, cache, queue, failed, directory, decider, api, plain } = name as Record<string, string> &
        Record<"aurora" | "cache" | "queue" | "failed" | "directory" | "decider" | "api" | "plain", string>;
    const private_ = name["private"];
    const uses = [
        ...[aurora, name["mysql"], name["postgres"]].map((one) => `database/${one}`),
        ...[`cache/${cache}`, `table/${name["table"]}`, `bucket/${name["bucket"]}`, `queue/${queue}:send`],
        ...[`secret/${name["given"]}`, `directory/${directory}`, `service/${private_}`],
        `email/${name["email"]}:send`,
        ...[`topic/${name["topic"]}`, `bus/${name["bus"]}`, `media/${name["media"]}`],
    ];
    /** What functions and queues get events from. */
    const events = (topic: string | undefined): Raw[] => [
        { topic },
        { bus: name["bus"], name: token(), pattern: { source: ["shop"] } },
        { bus: "default", name: token(), pattern: { source: ["aws.s3"] } },
        { bucket: name["namedBucket"], name: token() },
        { schedule: "rate(5 minutes)", name: token() },
    ];
    const starts = (): Raw[] => events(undefined).filter((source) => "bus" in source || "bucket" in source);
    const [issuer, lambda] = [token(), token()];
    const image = IMAGE;
    const cluster = { readers: 14, maxReaders: 15, proxy: true, minCapacity: 1, maxCapacity: 4 };
    const instance = { proxy: true, instanceClass: "db.m7g.large" };
    // Users of prod come at any time.
    const hours = { from: "07:00", to: "19:00" };
    const schedule = { at: "rate(1 hour)", minTasks: 1, maxTasks: 2 };
    const raw = {
        tier: second ? "dev" : "prod",
        region: REGION,
        accountId: "123456789012",
        owner: "platform",
        costCenter: "1000",
        ...(second ? {} : { domain: { name: DOMAIN, queryLogs: true, dnssec: true } }),
        protect: !second,
        alerts: {
            emails: [`${token()}@example.com`],
            slack: { workspaceId: "T0LOCAL0001", channelId: "C0LOCAL0001" },
            channels: {
                [token()]: {
                    emails: [`${token()}@example.com`],
                    slack: { workspaceId: "T0LOCAL0001", channelId: "C0LOCAL0002" },
                },
            },
        },
        monitoring: {
            metrics: {
                [token()]: {
                    source: `function/${name["function"]}`,
                    pattern: "x",
                    alarm: { description: "x", threshold: 1 },
                },
            },
            canaries: { enabled: !second },
            traces: { ignorePaths: [`/${token()}`], customerKey: true },
        },
        budget: {
            emails: ["budget@example.com"],
            parts: { [token()]: { monthlyUsd: 20, services: ["AmazonCloudWatch"] } },
            costAllocationTags: [token()],
        },
        security: { mode: "create" },
        delivery: { repository: "example/shop", provider: "create" },
        pipelines: {
            [String(name["pipeline"])]: {
                repository: "example/shop",
                connectionArn: "arn:aws:codeconnections:us-east-1:123456789012:connection/0",
                approval: true,
                docker: true,
                repositories: [name["repository"]],
            },
        },
        network: {
            cidr: "10.0.0.0/16",
            zones: ["a", "b", "c", "d", "e", "f"],
            nat: second ? "instance" : "perZone",
            interfaceEndpoints: [token()],
        },
        firewall: {
            enabled: true,
            blockedAddresses: ["203.0.113.0/24", "2001:db8::/32"],
            allowedAddresses: second ? ["198.51.100.0/24", "2001:db8:1::/48"] : [],
        },
        backup: { enabled: true, monthlyRetentionDays: 365, lock: second ? "none" : "governance" },
        databases: {
            ...entries("databases", aurora, {
                ...cluster,
                ...(second ? { hours } : {}),
                engine: "aurora-postgresql",
                version: "16",
            }),
            [String(name["readers"])]: { engine: "aurora-postgresql", version: "16", readers: 15 },
            ...engines({
                [aurora]: undefined,
                [String(name["mysql"])]: { ...cluster, engine: "aurora-mysql", version: "8.0" },
                [String(name["postgres"])]: { ...instance, engine: "postgres", version: "16" },
                [String(name["mysqlInstance"])]: { ...instance, engine: "mysql", version: "8.0" },
            }),
        },
        caches: { [cache]: { replicas: 5, snapshotDays: 1 } },
        tables: {
            ...entries("tables", String(name["table"]), {
                partitionKey: "id",
                stream: "both",
                indexes: { [token()]: { partitionKey: "other" } },
                capacity: { read: { min: 1, max: 2 }, write: { min: 1, max: 2 } },
            }),
            [String(name["namedTable"])]: { name: token(), partitionKey: "id" },
        },
        buckets: {
            ...entries("buckets", String(name["bucket"]), {
                corsOrigins: ["https://example.com"],
                expireDays: 90,
                lock: { days: 1 },
                notifications: [
                    { to: `queue/${queue}`, prefix: "a/", events: EVENTS },
                    { to: `function/${name["image"]}`, prefix: "b/", events: EVENTS },
                    { to: `topic/${name["topic"]}`, prefix: "c/", events: EVENTS },
                ],
            }),
            [String(name["namedBucket"])]: { name: token() },
        },
        media: entries("media", String(name["media"]), {
            bucket: name["namedBucket"],
            cacheSeconds: 60,
        }),
        topics: { [String(name["topic"])]: {}, [String(name["ordered"])]: { fifo: true } },
        buses: entries("buses", String(name["bus"]), { archiveDays: 1, accounts: ["222233334444"] }),
        queues: {
            [queue]: { on: events(name["topic"]) },
            [failed]: {},
            [String(name["namedQueue"])]: { name: token() },
            ...entries("queues", String(name["fifo"]), { fifo: true, on: events(name["ordered"]) }),
        },
        secrets: {
            ...entries("secrets", String(name["generated"]), {
                generate: 32,
            }),
            [String(name["rotated"])]: { generate: 32, rotateDays: 30 },
            [String(name["given"])]: { value: secret, parameter: `/${token()}/x` },
            [String(name["empty"])]: {},
            [String(name["byHand"])]: { name: token(), rotate: { function: name["lone"], days: 30 } },
        },
        emails: { [String(name["email"])]: second ? { domain: DOMAIN } : { senders: [`a@${DOMAIN}`] } },
        ...(second ? {} : { email: { through: name["email"] } }),
        parameters: { [String(name["parameter"])]: { name: `/${token()}/x` } },
        directories: {
            [directory]: {
                groups: [name["group"]],
                clients: { [String(name["client"])]: { callbackUrls: ["https://example.com/c"] } },
                signIn: second ? { prefix: token() } : { subdomain: "login" },
                callbackUrls: ["https://example.com/signed-in"],
                threatProtection: "audit",
            },
            [String(name["other"])]: {},
        },
        layers: { [String(name["layer"])]: "examples/components/function-layer/layer" },
        functions: {
            ...entries("functions", String(name["function"]), {
                code: "examples/sample/functions/orders",
                layers: [name["layer"]],
                url: { auth: "none", stream: true },
                keepWarm: true,
                ownAlarms: true,
                onFailure: `queue/${failed}`,
                provisionedConcurrency: 1,
                on: [`queue/${queue}`, `table/${name["table"]}`, ...events(name["topic"])],
                uses,
            }),
            ...entries("functions", String(name["builtFunction"]), { build: BUILD }),
            [String(name["lone"])]: {
                code: "examples/sample/functions/orders",
                uses: [`secret/${name["byHand"]}`],
            },
            [decider]: { code: "examples/sample/functions/orders" },
            [String(name["image"])]: { image, uses: [`function/${decider}`, `api/${plain}`] },
        },
        apis: {
            ...entries("apis", api, {
                authorizer: `directory/${directory}`,
                authorizers: {
                    [issuer]: { issuer: "https://example.com/", audience: ["x"] },
                    [lambda]: { function: decider },
                },
                cdn: true,
                routes: {
                    [`GET /${token()}`]: { function: name["function"], public: true },
                    [`PUT /${token()}`]: { function: name["lone"], authorizer: issuer },
                    [`POST /${token()}`]: { function: name["lone"], authorizer: lambda },
                    [`PATCH /${token()}`]: {
                        function: name["lone"],
                        authorizer: `directory/${name["other"]}`,
                    },
                    [`DELETE /${token()}`]: name["lone"],
                },
            }),
            [plain]: { routes: { [`GET /${token()}`]: { function: decider, public: true } } },
        },
        repositories: { [String(name["repository"])]: {} },
        services: {
            ...entries("services", String(name["service"]), {
                image,
                public: exposure(),
                uses,
                minTasks: 1,
                maxTasks: 4,
                requestsPerTask: 100,
                tracing: true,
                healthCheckCommand: ["true"],
                deployment: { strategy: "blueGreen" },
                schedules: { [token()]: schedule },
            }),
            [String(private_)]: { image, ...(second ? { hours } : {}) },
            ...entries("services", String(name["builtService"]), { build: BUILD }),
        },
        tasks: {
            ...entries("tasks", String(name["migration"]), {
                image,
                before: "deployment",
                timeoutMinutes: 56,
                on: starts(),
                schedules: { [token()]: { at: "rate(1 hour)" } },
                uses: uses.filter((use) => !use.startsWith("service/")),
            }),
            ...entries("tasks", String(name["codeTask"]), {
                code: "examples/sample/functions/orders",
                on: starts(),
                before: "deployment",
                schedules: { [token()]: { at: "rate(1 hour)" } },
                uses: uses.filter((use) => !use.startsWith("service/")),
            }),
            ...entries("tasks", String(name["builtTask"]), { build: BUILD }),
        },
        servers: {
            ...entries("servers", String(name["server"]), {
                public: exposure(),
                uses,
                artifact: { folder: "examples/sample/servers/desk/app" },
                ...(second ? { hours } : {}),
            }),
            [String(name["alone"])]: { port: 443, address: { from: ["203.0.113.0/24"] } },
        },
        sites: {
            [String(name["site"])]: {
                content: "examples/sample/site",
                basicAuth: second,
                uses: [`api/${plain}`, `directory/${directory}`],
                redirectHosts: second ? [] : [token(), { host: `${token()}.example.org`, zoneId: ZONE }],
                behaviors: { [`/${token()}/*`]: { cacheSeconds: 1 } },
                paths: {
                    [`/${token()}/*`]: { to: `api/${plain}`, stripPrefix: true },
                    [`/${token()}/*`]: { to: `bucket/${name["bucket"]}`, stripPrefix: true },
                    // Without a domain, CloudFront cannot call a service.
                    ...(second ? {} : { [`/${token()}/*`]: `service/${name["service"]}` }),
                },
            },
        },
    };
    return { raw, clones };
}
