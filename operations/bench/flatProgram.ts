import { mkdir, symlink, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { ExportedState, Resource } from "../state/resource";
import { nameOf, splitProvider } from "../state/urn";

export const FLAT = "flat";

const STACK_TYPE = "pulumi:pulumi:Stack";
const ROOT_URN = `urn:pulumi:${FLAT}::${FLAT}::${STACK_TYPE}::${FLAT}-${FLAT}`;

/**
 * The same resources without a single component: each directly below the stack, in a project of its own. What a
 * program without any abstraction would have in its state; the yardstick for ours.
 */
export function flatState({ version, deployment }: ExportedState): ExportedState {
    const resources = (deployment.resources ?? []).filter(
        ({ custom, external, delete: left }) => custom && external !== true && left !== true,
    );
    const urns = new Map<string, string>();
    const taken = new Set<string>();
    for (const { urn, type } of resources) {
        const name = nameOf(urn);
        let unique = name;
        for (let copy = 2; taken.has(`${type}::${unique}`); copy += 1) unique = `${name}-${copy}`;
        taken.add(`${type}::${unique}`);
        urns.set(urn, `urn:pulumi:${FLAT}::${FLAT}::${type}::${unique}`);
    }
    const renamed = (known: readonly string[] = []): string[] => known.flatMap((urn) => urns.get(urn) ?? []);
    const flat = resources.map((resource): Resource => {
        const { provider, dependencies, propertyDependencies, deletedWith, replaceWith } = resource;
        const { urn: providerUrn, id: providerId } = splitProvider(provider ?? "");
        return {
            ...resource,
            urn: urns.get(resource.urn) ?? resource.urn,
            parent: ROOT_URN,
            ...(provider === undefined
                ? {}
                : { provider: `${urns.get(providerUrn) ?? providerUrn}::${providerId}` }),
            ...(dependencies === undefined ? {} : { dependencies: renamed(dependencies) }),
            ...(propertyDependencies === undefined
                ? {}
                : {
                      propertyDependencies: Object.fromEntries(
                          Object.entries(propertyDependencies).map(([key, value]) => [
                              key,
                              renamed(value ?? []),
                          ]),
                      ),
                  }),
            ...(deletedWith === undefined ? {} : { deletedWith: urns.get(deletedWith) }),
            ...(replaceWith === undefined ? {} : { replaceWith: renamed(replaceWith) }),
            protect: false,
            aliases: undefined,
        };
    });
    const root = { urn: ROOT_URN, type: STACK_TYPE, custom: false };
    return { version, deployment: { ...deployment, resources: [root, ...flat] } };
}

/**
 * Writes the program that declares a flat state: plain JavaScript with the Pulumi SDK and nothing else.
 * @param folder is made; holds secrets in plain text, as the state does that it is made of
 * @param modules the node_modules that have the SDK
 */
export async function writeFlatProgram(folder: string, state: ExportedState, modules: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const resources = (state.deployment.resources ?? [])
        .filter(({ type }) => type !== STACK_TYPE)
        .map(({ urn, type, inputs, provider, ignoreChanges }) => ({
            type,
            ignoreChanges,
            name: nameOf(urn),
            inputs: inputs ?? {},
            provider: provider === undefined ? undefined : splitProvider(provider).urn,
            urn,
        }));
    const files = {
        "Pulumi.yaml": `name: ${FLAT}\nruntime:\n  name: nodejs\n  options: { typescript: false }\n`,
        "package.json": JSON.stringify({ name: FLAT, main: "index.js" }),
        "resources.json": JSON.stringify(resources),
        "index.js": program,
    };
    for (const [name, content] of Object.entries(files)) {
        await writeFile(path.join(folder, name), content, { mode: 0o600 });
    }
    await symlink(modules, path.join(folder, "node_modules"));
}

/** Signatures of values that JSON has no form for: sdk/go/common/resource/sig of Pulumi. */
const program = `"use strict";
const pulumi = require("@pulumi/pulumi");
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const { asset } = pulumi;

function value(of) {
    if (Array.isArray(of)) return of.map(value);
    if (typeof of !== "object" || of === null) return of;
    switch (of[SIGNATURE]) {
        case "1b47061264138c4ac30d75fd1eb44270":
            return pulumi.secret(value(JSON.parse(of.plaintext)));
        case "c44067f5952c0a294b673a41bacd8c17":
            return of.text === undefined ? new asset.FileAsset(of.path) : new asset.StringAsset(of.text);
        case "0def7320c3a5731c473e5ecbe6d01bc7":
            return of.assets === undefined ? new asset.FileArchive(of.path) : new asset.AssetArchive(value(of.assets));
    }
    return Object.fromEntries(
        Object.entries(of)
            .filter(([key]) => key !== "__defaults")
            .map(([key, inner]) => [key, value(inner)]),
    );
}

const providers = new Map();
for (const { type, name, inputs, provider, urn, ignoreChanges } of require("./resources.json")) {
    if (type.startsWith("pulumi:providers:")) {
        // Default providers are made by the engine itself.
        if (name.startsWith("default")) continue;
        const [, , packageName] = type.split(":");
        const { version, ...settings } = value(inputs);
        providers.set(urn, new pulumi.ProviderResource(packageName, name, settings, { version }));
    } else {
        const own = providers.get(provider);
        const version = /::default_([\\d_]+)$/.exec(provider)?.[1]?.replaceAll("_", ".");
        const options = own ? { provider: own } : { version };
        new pulumi.CustomResource(type, name, value(inputs), { ...options, ignoreChanges });
    }
}
`;
