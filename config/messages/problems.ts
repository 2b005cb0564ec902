/** What is wrong with a stack's configuration, in words for the person who wrote it. */
import { distance } from "fastest-levenshtein";

import { SecretValue } from "../values";

/** One thing that is wrong: where, what stands there, what may stand there. */
export interface Problem {
    /** The key with its path, such as `plumbline:network.nat`. */
    readonly key: string;
    /** A sentence that follows the key: the value and what is allowed instead. */
    readonly message: string;
}

/** All that is wrong with a stack's configuration. Its message lists every problem, a line each. */
export class ConfigurationError extends Error {
    constructor(
        readonly stackName: string,
        readonly problems: readonly Problem[],
    ) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const lines = problems.map(({ key, message }) => `  ${key}: ${message}`);
        super([`The configuration of stack "${stackName}" has ${count}:`, ...lines].join("\n"));
        this.name = "ConfigurationError";
    }
}

/** Writes a key's path the way `pulumi config set --path` takes it. */
export function keyPath(path: readonly PropertyKey[]): string {
    const [first, ...rest] = path.map(String);
    const tail = rest.map((part) =>
        /^\d+$/.test(part) ? `[${part}]` : /^[\w-]+$/.test(part) ? `.${part}` : `["${part}"]`,
    );
    return `plumbline:${first}${tail.join("")}`;
}

/** Shows a value in a message: short, and never a secret. */
export function show(value: unknown): string {
    if (value instanceof SecretValue) return "an encrypted value";
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
    if (typeof value === "object" && value !== null) return "a map";
    const text = JSON.stringify(value) ?? String(value);
    return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** The known name that is most like the given one, if any is like it at all. */
export function nearest(given: string, known: readonly string[]): string | undefined {
    const ranked = known
        .map((name) => ({ name, edits: distance(given.toLowerCase(), name.toLowerCase()) }))
        .sort((a, b) => a.edits - b.edits);
    const [best] = ranked;
    return best && best.edits <= Math.max(2, Math.floor(given.length / 3)) ? best.name : undefined;
}

/** "; did you mean X?" if something known is like the given name, else nothing. */
export function suggestion(given: unknown, known: readonly string[]): string {
    const found = typeof given === "string" ? nearest(given, known) : undefined;
    return found === undefined || found === given ? "" : `; did you mean "${found}"?`;
}
