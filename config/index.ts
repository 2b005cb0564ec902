/** Settings of the stack that Pulumi runs. Only this file reads Pulumi's configuration; other rooms import it or its types. */
import * as pulumi from "@pulumi/pulumi";

export type { Catalogue } from "./order";
export { configurationError } from "./messages/problems";
export type { Settings } from "./validate";
import { ConfigurationError } from "./messages/problems";
import { collect, topLevel } from "./raw";
import { withShared } from "./stackFile";
import { type Settings, validate } from "./validate";
import { SecretValue } from "./values";

/**
 * Loads and validates the running stack's configuration.
 *
 * @param folder the project's: Pulumi starts a program there
 * @throws pulumi.RunError that lists every problem; the engine shows it without a stack trace
 */
export function loadSettings(folder = process.cwd()): Settings {
    const stack = pulumi.getStack();
    const secretKeys = new Set(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[]);
    const config = Object.entries(pulumi.runtime.allConfig()).map(([key, text]): [string, unknown] => {
        return [key, secretKeys.has(key) ? concealed(key, topLevel(text)) : text];
    });
    try {
        // The engine takes what Pulumi.yaml shares for whole keys only.
        const raw = withShared(folder, stack, collect(Object.fromEntries(config)));
        const settings = validate(raw, stack, folder, pulumi.getProject());
        for (const warning of settings.warnings) void pulumi.log.warn(warning);
        return settings;
    } catch (error) {
        throw error instanceof ConfigurationError ? new pulumi.RunError(error.message) : error;
    }
}

/**
 * The engine lists the keys that hold something encrypted, not where in them: of secrets it is
 * their `value`, or, by mistake, all of a secret. Elsewhere nothing may be encrypted, and no part of it may be shown.
 */
function concealed(key: string, value: unknown): unknown {
    if (key !== "plumbline:secrets" || typeof value !== "object" || value === null) {
        return new SecretValue("");
    }
    return Object.fromEntries(
        Object.entries(value).map(([name, secret]: [string, unknown]) => {
            if (typeof secret === "string") return [name, new SecretValue(secret)];
            const given = (secret as { value?: unknown } | null)?.value;
            return [
                name,
                typeof given === "string" ? { ...(secret as object), value: new SecretValue(given) } : secret,
            ];
        }),
    );
}
