import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type Emulator, inventory, type Resource, startEmulator, stopEmulator } from "../emulator";
import { exitCodes, Failure } from "../pulumi/failure";
import { paths } from "../pulumi/paths";
import { createEngine, type Engine, expectPulumi } from "../pulumi/engine";
import type { OperationResult } from "../pulumi/runPulumi";
import { type Member, memberOf, needsOf } from "../projects/graph";
import { createIfMissing } from "../state/stacks";
import type { Toolchain } from "../pulumi/toolchain";
import { remainders } from "./capabilities";
import { type Copy, copyConfiguration } from "./copy";

/** A stack that is rehearsed, with a copy of its configuration. */
export interface Rehearsed {
    readonly engine: Engine;
    readonly copy: Copy;
}

/** A stack's configuration, ready to be deployed to an emulator of its own. */
export interface Rehearsal extends Rehearsed {
    readonly emulator: Emulator;
    /** The stacks that it uses, in the order of deployment: they are deployed to the same account first. */
    readonly needs: readonly (Rehearsed & { readonly member: Member })[];
    /** Holds all of it. */
    readonly folder: string;
}

/** Makes everything in a scratch folder: configuration, state and emulator. */
export async function beginRehearsal(root: string, stack: string, toolchain: Toolchain): Promise<Rehearsal> {
    const folder = await mkdtemp(path.join(tmpdir(), `plumb-rehearse-${stack}-`));
    try {
        const used = needsOf(memberOf(root, stack));
        const emulator = await startEmulator({ directory: paths(root, folder).emulator });
        const prepare = (member: Member, name: string) =>
            rehearsed(member, { folder, name, emulator, toolchain });
        const needs = [];
        for (const [index, member] of used.entries()) {
            needs.push({ member, ...(await prepare(member, `used-${index}`)) });
        }
        return { ...(await prepare(memberOf(root, stack), "project")), emulator, needs, folder };
    } catch (error) {
        await removeAll(folder);
        throw error;
    }
}

interface Scratch {
    readonly folder: string;
    /** Of the folder in it for the copy of a project. */
    readonly name: string;
    readonly emulator: Emulator;
    readonly toolchain: Toolchain;
}

async function rehearsed(
    { folder: root, stack }: Member,
    { folder, name, emulator, toolchain }: Scratch,
): Promise<Rehearsed> {
    const project = path.join(folder, name);
    await mkdir(project);
    const copy = await copyConfiguration(root, project, stack, emulator.url);
    const engine = createEngine({
        paths: paths(root, folder, name === "project" ? "" : name),
        stack,
        emulator: emulator.url,
        account: copy.account,
        toolchain,
        configFile: copy.file,
    });
    await createIfMissing(engine);
    for (const key of copy.secrets) {
        const place = ["--stack", stack, "--config-file", copy.file, "--path"];
        await expectPulumi(
            engine,
            "set a placeholder",
            "config",
            "set",
            "--secret",
            ...place,
            key,
            placeholder,
        );
    }
    return { engine, copy };
}

/** What encrypted values are in a rehearsal. */
const placeholder = "rehearsal";

/** Stops the emulator and removes the scratch folder: whatever was deployed is gone with them. */
export async function endRehearsal({ folder }: Rehearsal): Promise<void> {
    await removeAll(folder);
}

async function removeAll(folder: string): Promise<void> {
    await stopEmulator(paths("", folder).emulator);
    await rm(folder, { recursive: true, force: true });
}

/**
 * Configures the copy without the protection that stacks like prod have against deletion. An `up` then takes it
 * off, as it would have to be before the real stack could be destroyed.
 */
export async function configureUnprotected({ engine, copy }: Rehearsed): Promise<void> {
    await expectPulumi(
        engine,
        "take off the protection",
        ...["config", "set", "plumbline:protect", "false", "--type", "bool"],
        ...["--stack", engine.stack, "--config-file", copy.file],
    );
}

/**
 * @throws Failure if an operation was interrupted or has failed
 */
export function mustSucceed(what: string, result: OperationResult): void {
    if (result.interrupted) {
        throw new Failure(`The rehearsal was interrupted while ${what}.`, exitCodes.interrupted);
    }
    if (result.exitCode !== 0) {
        throw new Failure(`The rehearsal failed while ${what}: see above.`, exitCodes.failed);
    }
}

/** Resources that a destroyed stack has left in the account. */
export async function leftovers(emulator: Emulator): Promise<Resource[]> {
    const all = await inventory(emulator);
    return all.filter(
        ({ service, type }) => !remainders.some((known) => known.service === service && known.type === type),
    );
}
