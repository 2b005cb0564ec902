/** Reads `Pulumi.<stack>.yaml`, and what `Pulumi.yaml` shares, without Pulumi: for commands that validate before anything is started. */
import { readdirSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

import { suggestion } from "../model/text";
import { ConfigurationError } from "./messages/problems";
import { collect } from "./raw";
import { isEncrypted, merged, sorted, type Values } from "./sources/merge";
import { Origins, rememberOrigins } from "./sources/origins";
import { readProjectFile, type Source } from "./sources/projectFile";
import { readYamlFile } from "./sources/yamlFile";
import { SecretValue } from "./values";

/** The stacks that have a file in the project. */
export function stackNames(root: string): string[] {
    return readdirSync(root).flatMap((file) => /^Pulumi\.([\w.-]+)\.yaml$/.exec(file)?.[1] ?? []);
}

/**
 * The `plumbline:` values of a stack, for {@link validate}: those of its file, merged into what the project shares.
 *
 * @throws ConfigurationError if there is no such file, one of the two is no YAML, or the file has no `config:`
 */
export function readStackFile(root: string, stack: string): Record<string, unknown> {
    const own = readOwn(root, stack);
    if (own === undefined) {
        const known = stackNames(root);
        throw new ConfigurationError(stack, [
            {
                key: `Pulumi.${stack}.yaml`,
                message: `does not exist; stacks are ${known.join(", ") || "none yet"}${suggestion(stack, known)}`,
            },
        ]);
    }
    const shared = readProjectFile(root, stack);
    const raw = merged(collect(shared?.config ?? {}), collect(own.config));
    rememberOrigins(raw, new Origins(own, shared));
    return raw;
}

/**
 * The `config:` that a stack amounts to, by the keys as they stand in the files; what is encrypted is so here.
 *
 * @throws ConfigurationError as {@link readStackFile}
 */
export function effectiveConfig(root: string, stack: string): Record<string, unknown> {
    const own = readYamlFile(root, `Pulumi.${stack}.yaml`, stack)?.content as
        { config?: Values } | null | undefined;
    return merged(sharedConfig(root, stack), own?.config ?? {});
}

/** The `config:` of `Pulumi.yaml`, with its values as they would stand in a stack file. */
export function sharedConfig(root: string, stack: string): Values {
    return readProjectFile(root, stack)?.config ?? {};
}

/** Merges what the project shares into the values that the engine has for a stack. */
export function withShared(root: string, stack: string, given: Values): Record<string, unknown> {
    const shared = readProjectFile(root, stack);
    const raw = sorted(merged(collect(shared?.config ?? {}), given)) as Record<string, unknown>;
    rememberOrigins(raw, trusted(readOwnIfAny(root, stack), shared, given));
    return raw;
}

/**
 * The origins of what the engine has as the files say it: it may have read another stack file (`--config-file`). Of other
 * keys they are unknown.
 */
function trusted(own: Source | undefined, shared: Source | undefined, given: Values): Origins {
    const isGiven = ([key, value]: [string, unknown]): boolean =>
        Object.entries(collect({ [key]: value })).every(([name, one]) => isDeepStrictEqual(given[name], one));
    const only = (source: Source, isTrusted: (entry: [string, unknown]) => boolean): Source => ({
        ...source,
        config: Object.fromEntries(Object.entries(source.config).filter(isTrusted)),
    });
    const known = own && only(own, isGiven);
    const isOwn = (key: string): boolean => known !== undefined && Object.hasOwn(known.config, key);
    return new Origins(known, shared && only(shared, (entry) => isOwn(entry[0]) || isGiven(entry)));
}

function readOwnIfAny(root: string, stack: string): Source | undefined {
    try {
        return readOwn(root, stack);
    } catch (error) {
        // The engine has read another file.
        if (error instanceof ConfigurationError) return undefined;
        throw error;
    }
}

/** Whether a stack's own file, if there is one, has an encrypted value at a path below `config:`. */
export function hasEncrypted(root: string, stack: string, path: readonly string[]): boolean {
    const config: unknown = readOwnIfAny(root, stack)?.config;
    const found = path.reduce((inner, key) => (inner as Values | undefined)?.[key], config);
    return found instanceof SecretValue;
}

/** A stack's own file; undefined if there is none. */
function readOwn(root: string, stack: string): Source | undefined {
    const file = readYamlFile(root, `Pulumi.${stack}.yaml`, stack);
    if (file === undefined) return undefined;
    const config = (file.content as Values | null)?.["config"];
    if (typeof config !== "object" || config === null || Array.isArray(config)) {
        throw new ConfigurationError(stack, [
            { key: file.name, message: "has no `config:` with the stack's settings" },
        ]);
    }
    return { file, config: revealEncrypted(config) as Values, pathOf: (key) => ["config", key] };
}

/** Replaces `secure: …` by a value that cannot be shown; validation needs no ciphertext. */
function revealEncrypted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(revealEncrypted);
    if (typeof value !== "object" || value === null) return value;
    if (isEncrypted(value)) return new SecretValue("");
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealEncrypted(inner)]));
}
