/** Settings of the stack that Pulumi runs. Only this file reads Pulumi's configuration; other rooms import it or its types. */
import * as pulumi from "@pulumi/pulumi";

export type { Package, Packages } from "./code/packages";
export { filledPermissions } from "./derived/permissions";
export { closedServices, sitesLeadingTo, sitesWithSecret } from "./derived/sitePaths";
export type { Catalogue } from "./order";
export { configurationError } from "./messages/problems";
export type { Settings } from "./validate";
import { type Buildable, buildCode, type Packages } from "./code/packages";
import { ConfigurationError } from "./messages/problems";
import { collect, topLevel } from "./raw";
import { PARTS_OUTPUT } from "../model/parts";
import { fromOf } from "./sections/account/from";
import { fullName, type Others, readOthers } from "./references";
import { hasEncrypted, withShared } from "./stackFile";
import { type Settings, validate } from "./validate";
import { SecretValue } from "./values";

/**
 * Loads and validates the running stack's configuration.
 *
 * @param folder the project's: Pulumi starts a program there
 * @throws pulumi.RunError that lists every problem; the engine shows it without a stack trace
 */
export async function loadSettings(folder = process.cwd()): Promise<Settings> {
    const stack = pulumi.getStack();
    const secretKeys = new Set(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[]);
    const isEncrypted = (path: readonly string[]): boolean => hasEncrypted(folder, stack, path);
    const config = Object.entries(pulumi.runtime.allConfig()).map(([key, text]): [string, unknown] => {
        return [key, secretKeys.has(key) ? concealed(key, topLevel(text), isEncrypted) : text];
    });
    try {
        // The engine takes what Pulumi.yaml shares for whole keys only.
        const raw = withShared(folder, stack, collect(Object.fromEntries(config)));
        const settings = validate(
            raw,
            stack,
            folder,
            pulumi.getProject(),
            await published(fromOf(raw), stack, folder),
        );
        for (const warning of settings.warnings) void pulumi.log.warn(warning);
        return settings;
    } catch (error) {
        throw error instanceof ConfigurationError ? new pulumi.RunError(error.message) : error;
    }
}

/**
 * Builds the code of a stack's functions.
 *
 * @param folder the project's: Pulumi starts a program there
 * @throws pulumi.RunError that lists all that is wrong with the code, before anything is created
 */
export function loadCode(settings: Buildable, folder = process.cwd()): Packages {
    try {
        return buildCode(settings, folder);
    } catch (error) {
        throw error instanceof ConfigurationError ? new pulumi.RunError(error.message) : error;
    }
}

/** What other stacks publish. A reference to each is a resource, by which the state tells that this stack uses it. */
async function published(
    from: Readonly<Record<string, string>>,
    stack: string,
    root: string,
): Promise<Others> {
    if (Object.keys(from).length === 0) return {};
    const reader = { organization: pulumi.getOrganization(), project: pulumi.getProject(), stack, root };
    const names = new Map(Object.entries(from).map(([name, other]) => [fullName(other, reader), name]));
    return readOthers(from, reader, async (name) => {
        const outputs = await outputsOf(name);
        if (outputs === undefined || Object.keys(outputs).length === 0) return outputs;
        const reference = new pulumi.StackReference(names.get(name) ?? name, { name });
        const { value, secretValue } = await reference.getOutputDetails(PARTS_OUTPUT);
        return { ...outputs, [PARTS_OUTPUT]: (value ?? secretValue) as unknown };
    });
}

/** A reference to a stack that is not there ends the program: the engine says so, and nothing of what to do. This asks first. */
async function outputsOf(stack: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
        const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", {
            name: stack,
        });
        return (answer as { readonly outputs?: Record<string, unknown> }).outputs ?? {};
    } catch (error) {
        if (/unknown stack/.test(String(error))) return undefined;
        throw error;
    }
}

/**
 * The engine lists the keys that hold something encrypted, not where in them: of secrets it is
 * their `value`, or, by mistake, all of a secret. Elsewhere nothing may be encrypted, and no part of it may be shown.
 *
 * @param isEncrypted whether the stack file has an encrypted value at a path
 */
function concealed(key: string, value: unknown, isEncrypted: (path: readonly string[]) => boolean): unknown {
    const isSecrets = key === "plumbline:secrets";
    if (!(isSecrets || key === "plumbline:parameters") || typeof value !== "object" || value === null) {
        return new SecretValue("");
    }
    return Object.fromEntries(
        Object.entries(value).map(([name, entry]: [string, unknown]) => {
            if (typeof entry === "string") return [name, new SecretValue(entry)];
            const { value: given, type } = (entry ?? {}) as { value?: unknown; type?: unknown };
            // Most parameters are no secrets.
            const isSecret = isSecrets || type === "SecureString" || isEncrypted([key, name, "value"]);
            return [
                name,
                typeof given === "string" && isSecret
                    ? { ...(entry as object), value: new SecretValue(given) }
                    : entry,
            ];
        }),
    );
}
