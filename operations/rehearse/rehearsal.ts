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
import { type Ids, makeStandIns } from "./standIns";

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
    /** What was in the account before any of them: the stand-ins for what they name below `plumbline:existing`. */
    readonly standIns: readonly Resource[];
    /** Holds all of it. */
    readonly folder: string;
}

/** Makes everything in a scratch folder: configuration, state and emulator. */
export async function beginRehearsal(root: string, stack: string, toolchain: Toolchain): Promise<Rehearsal> {
    const folder = await mkdtemp(path.join(tmpdir(), `plumb-rehearse-${stack}-`));
    try {
        const own = memberOf(root, stack);
        const used = needsOf(own);
        const emulator = await startEmulator({ directory: paths(root, folder).emulator, owner: process.pid });
        const ids = await makeStandIns(emulator, [...used, own]);
        const standIns = await inventory(emulator);
        const prepare = (member: Member, name: string) =>
            rehearsed(member, { folder, name, emulator, ids, toolchain });
        const needs = [];
        for (const [index, member] of used.entries()) {
            needs.push({ member, ...(await prepare(member, `used-${index}`)) });
        }
        return { ...(await prepare(own, "project")), emulator, needs, standIns, folder };
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
    /** Of stand-ins. */
    readonly ids: Ids;
    readonly toolchain: Toolchain;
}

async function rehearsed(
    { folder: root, stack }: Member,
    { folder, name, emulator, ids, toolchain }: Scratch,
): Promise<Rehearsed> {
    const project = path.join(folder, name);
    await mkdir(project);
    const copy = await copyConfiguration(root, project, stack, emulator.url, ids);
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

/** What the account has more than its stand-ins, and, of these, what is not there any more. */
export async function beyondStandIns({
    emulator,
    standIns,
}: Pick<Rehearsal, "emulator" | "standIns">): Promise<Record<"more" | "missing", Resource[]>> {
    const there = await inventory(emulator);
    const [before, now] = [standIns, there].map((all) => new Set(all.map(nameOfResource))) as [
        Set<string>,
        Set<string>,
    ];
    return {
        more: there.filter((one) => !before.has(nameOfResource(one))),
        missing: standIns.filter((one) => !now.has(nameOfResource(one))),
    };
}

function nameOfResource({ service, type, id }: Resource): string {
    return [service, type, id].join("\0");
}

/** Whether a destroyed stack may leave a resource in the account. */
export function mayRemain({ service, type }: Resource): boolean {
    return remainders.some((known) => known.service === service && known.type === type);
}
