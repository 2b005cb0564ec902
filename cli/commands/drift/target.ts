import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Settings } from "../../../config/validate";
import { parseState } from "../../../operations/drift/state";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { stackFile } from "../../../operations/pulumi/paths";
import type { DriftOptions } from "./types";
import { defaultStack } from "../../command";
import { project, projectOrNone } from "../../project";
import { loadStack } from "../../stack";

/** The stack to scan, and its settings in this project. */
export interface Chosen {
    readonly stack: string;
    /** The state that was given in a file. */
    readonly exported: StateFile | undefined;
    /** Whether it is a stack of this project, and not a state of another one. */
    readonly isOurs: boolean;
    /** From the stack file; undefined if there is none. */
    readonly settings: Settings | undefined;
}

/**
 * Resolves `--stack` and `--state`.
 * @throws Failure if the file holds no state, or if the stack file is not right
 */
export async function chooseTarget(options: Pick<DriftOptions, "stack" | "state">): Promise<Chosen> {
    const exported = options.state === undefined ? undefined : await readStateFile(options.state);
    const stack = options.stack ?? exported?.stack ?? defaultStack;
    // Another project's stack may have the name of one of ours: neither settings, code nor waivers are about it.
    const isOurs = exported === undefined || exported.project === projectOrNone().name;
    const settings = isOurs && existsSync(stackFile(project().folder, stack)) ? loadStack(stack) : undefined;
    return { stack, exported, isOurs, settings };
}

interface StateFile {
    readonly text: string;
    readonly project: string;
    readonly stack: string;
}

async function readStateFile(file: string): Promise<StateFile> {
    try {
        const text = await readFile(file, "utf8");
        const { project, stack } = parseState(text);
        return { text, project, stack };
    } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Failure(
            `${file} is not a state as \`pulumi stack export\` writes it: ${why}`,
            exitCodes.usage,
        );
    }
}
