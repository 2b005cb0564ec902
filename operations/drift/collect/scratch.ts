import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { backendUrl } from "../../pulumi/environment";
import { stackFile } from "../../pulumi/paths";
import { configFileOf, type Engine, expectPulumi } from "../../pulumi/engine";
import { copyState } from "../../state/stateFile";
import type { StackState } from "../state";

/** A copy of a stack's state in a backend of its own, which may be changed freely. */
export interface Scratch {
    /** Works on the copy; its project has no program. */
    readonly engine: Engine;
    /** Holds all of it. */
    readonly folder: string;
}

/**
 * Copies an exported state into a scratch backend, under the same project and stack names: resources keep their
 * URNs. The copy's secrets are encrypted as the original's are, with the same passphrase or key.
 *
 * @param engine of the stack itself
 * @param exported its state as it was exported, without secrets in plain
 * @param isOwn whether that is what the stack's own backend holds
 */
export async function createScratch(
    engine: Engine,
    exported: string,
    state: StackState,
    isOwn = false,
): Promise<Scratch> {
    const folder = await mkdtemp(path.join(tmpdir(), "plumb-drift-"));
    try {
        const [project, backend, file] = ["project", "backend", "state.json"].map((name) =>
            path.join(folder, name),
        ) as [string, string, string];
        await Promise.all([mkdir(project), mkdir(backend)]);
        await writeFile(
            path.join(project, "Pulumi.yaml"),
            stringify({ name: state.project, runtime: "nodejs" }),
        );
        const keeper = keeperOf(state);
        await writeFile(stackFile(project, state.stack), stringify(keeper.config));
        const scratchEngine: Engine = {
            ...engine,
            configFile: undefined,
            stack: state.stack,
            paths: { ...engine.paths, root: project, state: backend },
            environment: {
                ...engine.environment,
                ...keeper.environment,
                PULUMI_BACKEND_URL: backendUrl(backend),
            },
        };
        if (isOwn && (await copyState(engine, scratchEngine, state.writtenAt))) {
            return { engine: scratchEngine, folder };
        }
        await writeFile(file, exported, { mode: 0o600 });
        await expectPulumi(
            scratchEngine,
            "copy the state",
            ...["stack", "init", state.stack, "--no-select", ...keeper.init],
        );
        await expectPulumi(
            scratchEngine,
            "copy the state",
            ...["stack", "import", "--stack", state.stack, "--file", file],
        );
        await rm(file);
        return { engine: scratchEngine, folder };
    } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
    }
}

export async function removeScratch({ folder }: Scratch): Promise<void> {
    await rm(folder, { recursive: true, force: true });
}

/** A second copy of a scratch state, for a parallel operation. */
export async function copyBackend({ engine, folder }: Scratch, name: string): Promise<string> {
    const copy = path.join(folder, name);
    await cp(engine.paths.state, copy, { recursive: true });
    return backendUrl(copy);
}

/**
 * Runs the program on a scratch state, with the copy's way of keeping secrets. The stack file is a copy as well:
 * Pulumi writes a salt into one that names no way of keeping secrets, as those of Pulumi Cloud's stacks do.
 *
 * @param engine of the stack itself
 */
export async function codeEngine(engine: Engine, { engine: scratch, folder }: Scratch): Promise<Engine> {
    const [original, configFile] = [configFileOf(engine), path.join(folder, "code.yaml")];
    if (existsSync(original)) await copyFile(original, configFile);
    else await writeFile(configFile, "");
    const passphrase = scratch.environment["PULUMI_CONFIG_PASSPHRASE"];
    const isOwn = passphrase !== undefined && engine.environment["PULUMI_CONFIG_PASSPHRASE"] === undefined;
    const environment = isOwn
        ? { ...engine.environment, PULUMI_CONFIG_PASSPHRASE: passphrase }
        : engine.environment;
    return { ...engine, configFile, environment };
}

interface Keeper {
    /** The encryption settings of the stack file. */
    readonly config: Readonly<Record<string, unknown>>;
    readonly environment: Readonly<Record<string, string>>;
    /** Options of `stack init`. */
    readonly init: readonly string[];
}

/**
 * How the copy's secrets are kept: from the state itself, because there may be no stack file. Pulumi Cloud's own
 * encryption works for the stacks it holds only; their copy gets a random passphrase.
 */
function keeperOf({ secrets }: StackState): Keeper {
    const setting = (name: string): string => String(secrets?.state[name] ?? "");
    switch (secrets?.type) {
        case "passphrase":
            return { config: { encryptionsalt: setting("salt") }, environment: {}, init: [] };
        case "cloud":
            return {
                config: { secretsprovider: setting("url"), encryptedkey: setting("encryptedkey") },
                environment: {},
                init: ["--secrets-provider", setting("url")],
            };
        default:
            return {
                config: {},
                environment: { PULUMI_CONFIG_PASSPHRASE: randomBytes(32).toString("base64url") },
                init: ["--secrets-provider", "passphrase"],
            };
    }
}
