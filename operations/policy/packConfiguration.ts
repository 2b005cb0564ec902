/** Configuration of policy packs, as commands give it to Pulumi: `--policy-pack-config`. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type * as configuration from "../../policy-pack/core/engine/configuration";
import type * as configurationFile from "../../policy-pack/core/engine/configurationFile";
import type * as policies from "../../policy-pack/policies";
import { exitCodes, Failure } from "../pulumi/failure";

type ConfigurationFile = configurationFile.ConfigurationFile;

// The rules are loaded where a pack is asked for: most previews have none.
const load = createRequire(__filename);
const rules = () => (load("../../policy-pack/policies") as typeof policies).rules;

const AUTHORIZER = "apigateway-authorizer";
const PUBLIC = "publicRoutes";

/** The part of a stack's settings that says what is public on purpose. */
export interface StatedOnPurpose {
    readonly apis: Readonly<
        Record<
            string,
            { readonly routes: Readonly<Record<string, { readonly public?: boolean | undefined }>> }
        >
    >;
}

/**
 * Reads a file of `--policy-pack-config`, and checks it if it is for the pack of this project.
 *
 * @throws {Failure} as wrong usage, naming every mistake
 */
export function readPackConfiguration(file: string, isOwn: boolean): ConfigurationFile {
    let content: unknown;
    try {
        content = JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Failure(`--policy-pack-config ${file}: ${reason}`, exitCodes.usage);
    }
    // What another pack has is not known here.
    if (!isOwn) return content as ConfigurationFile;
    const { checkConfigurationFile } = load(
        "../../policy-pack/core/engine/configurationFile",
    ) as typeof configurationFile;
    const { ConfigurationError } = load(
        "../../policy-pack/core/engine/configuration",
    ) as typeof configuration;
    try {
        return checkConfigurationFile(content, rules());
    } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        throw new Failure(`--policy-pack-config ${file}: ${error.message}`, exitCodes.usage);
    }
}

/** Whether a folder is the pack of this project. */
export function isOwnPack(folder: string, root: string): boolean {
    return path.resolve(folder) === path.join(root, "policy-pack");
}

/** A configuration of this project's pack that takes for public what the stack's configuration makes public. */
export function withPublicRoutes(
    configuration: ConfigurationFile,
    settings: StatedOnPurpose,
): ConfigurationFile {
    const routes = Object.values(settings.apis).flatMap((api) =>
        Object.entries(api.routes).flatMap(([key, route]) => (route.public === true ? [key] : [])),
    );
    const given = configuration[AUTHORIZER] ?? {};
    const own = typeof given === "string" ? { enforcementLevel: given } : given;
    const schema = rules().find(({ name }) => name === AUTHORIZER)?.settings?.[PUBLIC];
    const known = (own[PUBLIC] ?? schema?.default ?? []) as readonly string[];
    return { ...configuration, [AUTHORIZER]: { ...own, [PUBLIC]: [...new Set([...known, ...routes])] } };
}

/** Policy packs, and the files that configure them. */
export interface Packs {
    readonly folders: readonly string[];
    /** Files of `--policy-pack-config`, in the order of the packs. */
    readonly files: readonly string[];
    readonly root: string;
    readonly settings: StatedOnPurpose;
}

/**
 * The configuration of each pack.
 *
 * @throws {Failure} as wrong usage, naming every mistake in the files
 */
export function configurationsOf({ folders, files, root, settings }: Packs): readonly ConfigurationFile[] {
    if (files.length > folders.length) {
        const packs = `${folders.length} --policy-pack`;
        throw new Failure(
            `There are ${files.length} --policy-pack-config and ${packs}; each configures the pack in its place.`,
            exitCodes.usage,
        );
    }
    return folders.map((folder, index) => {
        const isOwn = isOwnPack(folder, root);
        const file = files[index];
        const given = file === undefined ? {} : readPackConfiguration(file, isOwn);
        return isOwn ? withPublicRoutes(given, settings) : given;
    });
}

/**
 * Does something with the flags by which Pulumi gets the packs and their configurations, which are files.
 *
 * @param configurations of the packs: see {@link configurationsOf}
 */
export async function withPackFlags<Result>(
    folders: readonly string[],
    configurations: readonly ConfigurationFile[],
    use: (flags: readonly string[]) => Promise<Result>,
): Promise<Result> {
    if (configurations.length === 0) return use([]);
    const scratch = await mkdtemp(path.join(tmpdir(), "plumb-packs-"));
    try {
        const flags: string[] = [];
        for (const [index, configuration] of configurations.entries()) {
            const file = path.join(scratch, `${index}.json`);
            await writeFile(file, JSON.stringify(configuration));
            flags.push("--policy-pack", folders[index] ?? "", "--policy-pack-config", file);
        }
        return await use(flags);
    } finally {
        await rm(scratch, { recursive: true, force: true });
    }
}
