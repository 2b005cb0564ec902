import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { Failure } from "../pulumi/failure";
import { nameInWorkspace } from "../pulumi/paths";
import { fingerprint, type StatePlace } from "./stateFile";

/**
 * A file backend writes the whole state twice for every resource, which grows with the square of the stack. With this
 * variable Pulumi writes it once, when the operation has ended: well, with errors, or interrupted. A Pulumi that is
 * killed has written nothing. So it is for accounts that can be emptied, and for operations that leave a mark of theirs.
 * Nor does such a state need a backup copy of each operation. A person's own settings go first.
 */
export function withoutCheckpoints(): Record<string, string> {
    const names = ["PULUMI_SKIP_CHECKPOINTS", "PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS"];
    return Object.fromEntries(names.map((name) => [name, process.env[name] ?? "true"]));
}

interface Mark {
    /** The `plumb` that has begun the operation. */
    readonly owner: { readonly pid: number; readonly start: string };
    /** The fingerprint of the state's file before. */
    readonly before: string;
}

/**
 * Notes that an operation begins whose state is written at its end only.
 * @returns a function that notes its end
 * @throws Failure if another `plumb` changes the stack right now
 */
export async function markOperation(place: StatePlace): Promise<(end: { begun: boolean }) => Promise<void>> {
    const { identityOf } = await import("../../toolchain/setup/lock.mjs");
    const mark: Mark = { owner: await identityOf(process.pid), before: await fingerprint(place) };
    await mkdir(place.paths.operations, { recursive: true });
    await writeMark(place, mark);
    return async ({ begun }) => {
        if (!begun || (await fingerprint(place)) !== mark.before) await forgetOperation(place);
    };
}

/** Of two that begin at once one makes the file, and the other finds it: Pulumi would tell that to cancel the first. */
async function writeMark(place: StatePlace, mark: Mark): Promise<void> {
    for (;;) {
        try {
            await writeFile(markFile(place), JSON.stringify(mark), { flag: "wx" });
            return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        }
        await refuseIfAtWork(place);
        await forgetOperation(place);
    }
}

/**
 * Whether Pulumi was killed in an operation: one has begun, and no state was written since. Pulumi's own lock is no
 * sign, because `pulumi cancel` removes it; and a Pulumi that outlived its `plumb` has written its state.
 */
export async function wasCutOff(place: StatePlace): Promise<boolean> {
    const mark = await readMark(place);
    if (mark === undefined || (await ownerAtWork(mark)) !== undefined) return false;
    return (await fingerprint(place)) === mark.before;
}

/** The process of another `plumb` that changes the stack right now: the state does not yet have its resources. */
export async function whoIsAtWork(place: StatePlace): Promise<number | undefined> {
    const mark = await readMark(place);
    return mark === undefined ? undefined : ownerAtWork(mark);
}

/** @throws Failure if another `plumb` changes the stack right now */
export async function refuseIfAtWork(place: StatePlace): Promise<void> {
    const pid = await whoIsAtWork(place);
    if (pid === undefined) return;
    throw new Failure(
        `Stack "${place.stack}" is in use by plumb, process ${pid}. Wait for its end, or end it.`,
    );
}

async function ownerAtWork({ owner }: Mark): Promise<number | undefined> {
    const { isStill } = await import("../../toolchain/setup/lock.mjs");
    return owner.pid !== process.pid && (await isStill(owner)) ? owner.pid : undefined;
}

/** Forgets an operation, however it has ended. */
export async function forgetOperation(place: StatePlace): Promise<void> {
    await rm(markFile(place), { force: true });
}

async function readMark(place: StatePlace): Promise<Mark | undefined> {
    const text = await readFile(markFile(place), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    try {
        return JSON.parse(text) as Mark;
    } catch {
        // Killed between making the file and filling it: its operation had not begun.
        return undefined;
    }
}

function markFile({ paths, stack }: StatePlace): string {
    return path.join(paths.operations, nameInWorkspace(paths, stack));
}
