/** The patterns of names in `config/derived/names.json`, recorded from the composition of {@link markers}. */
import { join } from "node:path";

import { NAME_PARTS, placeOf } from "../../../config/derived/nameParts";
import { findAt, valueAt } from "../../../config/derived/places";
import { type Settings, validate } from "../../../config/validate";
import { SecretValue } from "../../../config/values";
import { nodes } from "../../../config/order";
import { dashed } from "../../../model/names";
import { zones } from "../../support/fixtures";
import { run } from "../../support/program";
import type { Recorded } from "../../support/graph";
import { type Clone, DOMAIN, markers, PROJECT, STACK, TOKEN, ZONE } from "./markers";

const ROOT = join(__dirname, "..", "..", "..");

type Pattern = string | [string, ...[place: string, value: unknown][]];
type Patterns = Record<string, Pattern[]>;

/** The file's content. */
export interface NamePatterns {
    readonly logical: Patterns;
    readonly aws: Patterns;
}

/** Properties that are called like names, and are none that account and region have once: the reason. */
const NO_NAME: Readonly<Record<string, string>> = {
    "apigatewayv2.Api name": "any number of APIs may have it",
    "apigatewayv2.Authorizer name": "once in an API",
    "apigatewayv2.Stage name": "once in an API",
    "apigatewayv2.DomainName domainName": "hosts are compared by publicNames",
    "route53.Record name": "hosts are compared by publicNames",
    "autoscaling.Schedule scheduledActionName": "once in a group",
    "backup.Plan name": "any number of plans may have it",
    "cloudwatch.MetricAlarm metricName": "of the metric",
    "ec2.VpcEndpoint serviceName": "of the service",
    "rds.ProxyDefaultTargetGroup dbProxyName": "of the proxy",
    "rds.ProxyEndpoint dbProxyName": "of the proxy",
    "rds.ProxyTarget dbProxyName": "of the proxy",
    "xray.SamplingRule ruleName": "of the stack's name and a hash of the path, which is in the logical name",
    "cognito.UserGroup name": "once in a directory",
    "cognito.UserPoolClient name": "any number of clients may have it",
    "ecs.TaskDefinition family": "versions of one",
    "guardduty.DetectorFeature name": "once in a detector",
    "lambda.Alias name": "once in a function",
    "rds.Cluster databaseName": "once on a server",
    "rds.Cluster masterUsername": "once on a server",
    "rds.Instance dbName": "once on a server",
    "servicediscovery.Service name": "once in a namespace",
};
const NAME = /^(name|domain|family|identifier|\w+(Name|Identifier))$/;
/** Properties that are names, and called otherwise. */
const NAMES: readonly string[] = ["s3.Bucket bucket"];

/** Whether a resource serves several entries by design, and is made once for all of them. */
export function isShared(scope: string, name: string): boolean {
    return (
        (scope.includes(":Network$") && name.startsWith("network-callers.")) ||
        // One record for each host, whoever answers there.
        scope.includes(":LoadBalancer$aws:route53/record:Record")
    );
}

/** Types whose names AWS keeps together. */
const SAME_NAMES: Readonly<Record<string, string>> = {
    "rds.ClusterInstance identifier": "rds.Instance identifier",
};

/** A name, and the names of the marker stack's entries that stand in it. */
interface Seen {
    readonly scope: string;
    readonly pattern: string;
    readonly entries: readonly string[];
}

const KINDS = ["logical", "aws"] as const;

/** Records what the file should hold. */
export async function recordPatterns(): Promise<NamePatterns> {
    const seen = { logical: [] as Seen[], aws: [] as Seen[] };
    const needs = { logical: new Needs(), aws: new Needs() };
    for (const second of [false, true]) {
        const { raw, clones } = markers(second, { secure: "x" });
        const calls = zones({ [ZONE]: "example.org" });
        const { graph } = await run(STACK, prefixed(raw), { preview: true, calls, project: PROJECT });
        const settings = validate(markers(second, new SecretValue("x")).raw, STACK, ROOT, PROJECT);
        const replace = replacer(settings);
        const here = {
            logical: graph.resources
                .filter((one) => !isShared(scopeOf(one), one.name))
                .map((one) => replace(scopeOf(one), one.name)),
            aws: graph.resources
                .filter(({ custom }) => custom)
                .flatMap((one) => ownNames(one).map(([scope, name]) => replace(scope, name))),
        };
        for (const kind of KINDS) {
            seen[kind].push(...here[kind]);
            needs[kind].learn(settings, clones, here[kind]);
        }
    }
    return { logical: grouped(seen.logical, needs.logical), aws: grouped(seen.aws, needs.aws) };
}

function grouped(seen: readonly Seen[], needs: Needs): Patterns {
    const scopes = [...new Set(seen.map(({ scope }) => scope))].sort();
    return Object.fromEntries(
        scopes.map((scope) => {
            const all = seen.filter((one) => one.scope === scope).map(({ pattern }) => pattern);
            const patterns = [...new Set(all)].sort().map((pattern): Pattern => {
                const unless = needs.of({ scope, pattern });
                return unless.length === 0 ? pattern : [pattern, ...unless];
            });
            return [scope, patterns];
        }),
    );
}

/** Settings without which an entry has no resource of a pattern: its clone without the setting has none. */
class Needs {
    private readonly found = new Map<string, Map<string, [place: string, value: unknown, holds: boolean]>>();

    learn(settings: Settings, clones: readonly Clone[], all: readonly Seen[]): void {
        const bearers = new Map<string, Set<string>>();
        for (const one of all) {
            const names = bearers.get(idOf(one)) ?? new Set();
            one.entries.forEach((entry) => names.add(entry));
            bearers.set(idOf(one), names);
        }
        for (const { plural, of, setting, off } of clones) {
            const without = lacking(settings, plural, setting, off);
            const place = `${plural}.*.${setting}`;
            const need = `${place} ${JSON.stringify(off)}`;
            for (const [id, names] of bearers) {
                const places = [...id.matchAll(/\{([^}]+)\}/g)].map(([, one = ""]) => one);
                const isOwn = places.every(
                    (one) => ["stack", "project"].includes(one) || one.startsWith(`${plural}.*`),
                );
                if (!isOwn || !names.has(of)) continue;
                const known = this.found.get(id) ?? new Map<string, [string, unknown, boolean]>();
                const holds = (known.get(need)?.[2] ?? true) && !without.some((name) => names.has(name));
                this.found.set(id, known.set(need, [place, off ?? null, holds]));
            }
        }
    }

    of(one: Pick<Seen, "scope" | "pattern">): [place: string, value: unknown][] {
        return [...(this.found.get(idOf(one))?.values() ?? [])]
            .filter(([, , holds]) => holds)
            .map(([place, value]) => [place, value]);
    }
}

/** Names of entries that have a setting off. */
function lacking(settings: Settings, plural: string, setting: string, off: unknown): string[] {
    return findAt(settings, `${plural}.*`).flatMap(({ value: name, keys }) => {
        const value = valueAt(settings, `${plural}.*.${setting}`, keys);
        return JSON.stringify(value ?? null) === JSON.stringify(off ?? null) ? [String(name)] : [];
    });
}

function idOf({ scope, pattern }: Pick<Seen, "scope" | "pattern">): string {
    return `${scope} ${pattern}`;
}

function prefixed(raw: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(raw).map(([key, value]) => [`plumbline:${key}`, value]));
}

/** The types in a URN, without stack and project. */
function scopeOf({ urn }: Recorded): string {
    return urn.split("::")[2] ?? "";
}

function ownNames({ kind, inputs }: Recorded): [scope: string, name: string][] {
    return Object.entries(inputs).flatMap(([key, value]): [string, string][] =>
        (NAME.test(key) || NAMES.includes(`${kind} ${key}`)) &&
        typeof value === "string" &&
        TOKEN.test(value) &&
        !(`${kind} ${key}` in NO_NAME)
            ? [[SAME_NAMES[`${kind} ${key}`] ?? `${kind} ${key}`, value]]
            : [],
    );
}

/** Puts places for the texts that stand there. */
function replacer(settings: Settings): (scope: string, name: string) => Seen {
    // Longer texts first; of the same text the innermost place, such as a use rather than what is used.
    const texts = Object.entries(NAME_PARTS)
        .flatMap(([place, { nameOf }]) =>
            findAt(settings, placeOf(place)).map(({ value, keys, path: [, root] }) => {
                return {
                    place,
                    root: place.includes(".*") ? String(root) : "",
                    text: nameOf(value, keys) ?? "",
                };
            }),
        )
        .filter(({ text }) => TOKEN.test(text))
        .sort((a, b) => b.text.length - a.text.length || depth(b.place) - depth(a.place));
    const entries = nodes(settings).map(({ name }) => name);
    return (scope, name) => {
        let pattern = name
            .replaceAll(PROJECT, "{project}")
            .replaceAll(STACK, "{stack}")
            .replaceAll(dashed(DOMAIN), "{domain.name}");
        // What belongs to an entry that is named as well, and then everything.
        for (const roots of ["named", "all"]) {
            for (const { place, root, text } of texts) {
                const belongs = !TOKEN.test(root) || name.includes(root) || roots === "all";
                if (belongs) pattern = pattern.replaceAll(text, `{${place}}`);
            }
        }
        if (TOKEN.test(pattern)) {
            throw new Error(
                `${scope} "${name}" has a text from a place that NAME_PARTS of config/derived/nameParts.ts lacks`,
            );
        }
        return { scope, pattern, entries: entries.filter((entry) => name.includes(entry)) };
    };
}

function depth(place: string): number {
    return place.split(/[.[]/).length;
}
