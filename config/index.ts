/** The settings of the stack that the engine is running. The only place that reads Pulumi's configuration. */
import * as pulumi from "@pulumi/pulumi";

export type { Catalogue } from "./order";
import { ConfigurationError } from "./problems";
import { collect } from "./raw";
import { type Settings, validate } from "./validate";
import { SecretValue } from "./values";

/**
 * Loads and validates the running stack's configuration.
 *
 * @throws pulumi.RunError that lists every problem; the engine shows it without a stack trace
 */
export function loadSettings(): Settings {
    const stack = pulumi.getStack();
    const secretKeys = new Set(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[]);
    const config = Object.entries(pulumi.runtime.allConfig()).map(([key, text]): [string, unknown] => {
        const value = parse(text);
        return [key, secretKeys.has(key) ? concealed(key, value) : value];
    });
    try {
        return validate(collect(stack, Object.fromEntries(config)), stack, process.cwd());
    } catch (error) {
        throw error instanceof ConfigurationError ? new pulumi.RunError(error.message) : error;
    }
}

/** The engine gives maps, lists and booleans as JSON, and everything else as text. */
function parse(text: string): unknown {
    return /^[[{]/.test(text) || text === "true" || text === "false" ? JSON.parse(text) : text;
}

/** The engine says which keys hold something encrypted, not where: of secrets it is their `value`. */
function concealed(key: string, value: unknown): unknown {
    if (key !== "plumbline:secrets" || typeof value !== "object" || value === null) {
        return new SecretValue("");
    }
    return Object.fromEntries(
        Object.entries(value as Record<string, Record<string, unknown>>).map(([name, secret]) => [
            name,
            typeof secret["value"] === "string"
                ? { ...secret, value: new SecretValue(secret["value"]) }
                : secret,
        ]),
    );
}
