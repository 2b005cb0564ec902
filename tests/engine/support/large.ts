/** Settings that make the sample platform a large one: many of what systems have many of. */
import { parse, stringify } from "yaml";

type Entry = Readonly<Record<string, unknown>>;

const IMAGE = "public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine";

/** How many of each section, and what one of them is. */
const many: Readonly<Record<string, readonly [count: number, entry: (at: number) => Entry]>> = {
    buckets: [12, () => ({})],
    topics: [10, () => ({})],
    queues: [20, (at) => ({ on: [{ topic: `many-${at % 10}`, filter: { kind: [`kind-${at}`] } }] })],
    tables: [10, () => ({ partitionKey: "id", stream: "both" })],
    secrets: [10, () => ({ generate: 32, description: "One of many" })],
    parameters: [10, () => ({ description: "One of many, filled by hand" })],
    functions: [
        60,
        (at) => ({
            code: "examples/sample/functions/reports",
            uses: [
                `table/many-${at % 10}`,
                `bucket/many-${at % 12}`,
                `queue/many-${at % 20}:send`,
                `secret/many-${at % 10}`,
                `parameter/many-${at % 10}`,
                ...(at % 2 === 0 ? ["database/app", "cache/sessions"] : []),
            ],
            ...(at % 3 === 0 && { on: [{ schedule: "rate(1 hour)", name: "hourly" }] }),
        }),
    ],
    services: [8, (at) => ({ image: IMAGE, user: "101:101", uses: [`queue/many-${at}:receive`] })],
    tasks: [
        4,
        (at) => ({
            image: IMAGE,
            schedules: { nightly: { at: "cron(0 3 * * ? *)" } },
            uses: [`table/many-${at}`],
        }),
    ],
    media: [2, (at) => ({ bucket: `many-${at}`, public: ["/thumbnails/*"] })],
    sites: [2, (at) => ({ content: "examples/sample/site", subdomain: `page-${at}` })],
};

/** The sample's stack file with many more of everything, and the routes that lead to the functions. */
export function enlarged(stackFile: string): string {
    const document = parse(stackFile) as { config: Record<string, Record<string, unknown> | undefined> };
    for (const [section, [count, entry]] of Object.entries(many)) {
        const added = Array.from({ length: count }, (_, at) => [`many-${at}`, entry(at)] as const);
        const key = `plumbline:${section}`;
        document.config[key] = { ...document.config[key], ...Object.fromEntries(added) };
    }
    document.config["plumbline:budget"] = {
        monthlyUsd: 1000,
        parts: { pipelines: { monthlyUsd: 50 }, monitoring: { monthlyUsd: 200 } },
    };
    const [functions] = many["functions"] ?? [0];
    const apis = (document.config["plumbline:apis"] ??= {});
    const routes = Array.from({ length: functions }, (_, at) => [`GET /many/${at}`, `many-${at}`]);
    apis["shop"] = { ...(apis["shop"] as Entry), routes: Object.fromEntries(routes) };
    return stringify(document);
}

/**
 * The sections of named parts.
 * @param schema of stack files, by key
 */
export function sectionsOf(
    schema: Readonly<Record<string, { readonly additionalProperties?: unknown }>>,
): string[] {
    return Object.keys(schema).filter((key) => schema[key]?.additionalProperties instanceof Object);
}
