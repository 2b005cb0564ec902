import { dayOf, type RuntimeKind, runtimeOn } from "../../../model/runtimes";
import { resourceRule, type Subject } from "../../core/rule";

const FUNCTION = "aws:lambda/function:Function";
const CANARY = "aws:synthetics/canary:Canary";

/** Property with the runtime or version, by type; the engine of the others is a property, too. */
const PROPERTIES: Readonly<Record<string, string>> = { [FUNCTION]: "runtime", [CANARY]: "runtimeVersion" };

/** Kind of a resource's runtime; undefined if it has none, or it is unknown. */
function kindOf(resource: Subject): RuntimeKind | undefined {
    if (resource.type === CANARY) return "synthetics";
    if (resource.type !== FUNCTION) return KINDS.find((kind) => kind === resource.word("engine", ""));
    return resource.word("packageType", "zip") === "zip" ? "lambda" : undefined;
}

const KINDS = ["aurora-postgresql", "aurora-mysql", "postgres", "mysql", "valkey", "redis"] as const;

export const runtimeSupported = resourceRule({
    name: "across-runtime-supported",
    title: "Runtimes and engines are supported for some time yet",
    description:
        "After the end of support there are no security updates, AWS refuses new ones, or charges more.",
    severity: "medium",
    profile: "advice",
    catalogues: {},
    remediation: "Choose a version that AWS supports for longer.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    settings: {
        days: { type: "integer", default: 90, description: "Days before the end from which on it is said." },
        today: { type: "string", default: "", description: "Day to count from; empty for today." },
    },
    types: [
        FUNCTION,
        CANARY,
        "aws:rds/cluster:Cluster",
        "aws:rds/instance:Instance",
        "aws:elasticache/replicationGroup:ReplicationGroup",
    ],
    check(resource, settings) {
        const kind = kindOf(resource);
        if (kind === undefined) return;
        const property = PROPERTIES[resource.type] ?? "engineVersion";
        const version = resource.string(property, "");
        if (version === undefined || version === "") return;
        const day = settings.string("today") || dayOf(new Date());
        const { state, text } = runtimeOn(kind, version, day, settings.number("days"));
        if (state !== "supported" && state !== "unknown") resource.fail(property, `is one of which ${text}`);
    },
});
