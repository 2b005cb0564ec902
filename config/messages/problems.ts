/** Problems of a stack's configuration: key, message and the error that lists them. */
import { SecretValue } from "../values";

/** A problem of the configuration. */
export interface Problem {
    /** The key with its path, such as `plumbline:network.nat`. */
    readonly key: string;
    /** A sentence that follows the key: the value and the allowed values. */
    readonly message: string;
}

/** All problems of a stack's configuration. Its message has a line for each. */
export class ConfigurationError extends Error {
    /** @param noteOf what is said about a problem's place in the files; `""` if that is unknown */
    constructor(
        readonly stackName: string,
        readonly problems: readonly Problem[],
        noteOf: (problem: Problem) => string = () => "",
    ) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const lines = problems.map((problem) => `  ${problem.key}: ${problem.message}${noteOf(problem)}`);
        super([`The configuration of stack "${stackName}" has ${count}:`, ...lines].join("\n"));
        this.name = "ConfigurationError";
    }
}

/** Whether an output of Pulumi's is such an error: what only AWS knows of a configuration, the program finds. */
export function saysConfigurationError(text: string): boolean {
    return /The configuration of stack "[^"]*" has \d+ problems?:/.test(text);
}

/** The error for what only AWS knows of a configuration. */
export function configurationError(stack: string, problems: readonly Problem[]): ConfigurationError {
    return new ConfigurationError(stack, problems);
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
