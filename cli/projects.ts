/** Commands on a folder of projects: one after the other, in the order in which they use each other. */
import { existsSync, realpathSync } from "node:fs";
import * as path from "node:path";
import pc from "picocolors";
import { exitCodes, type ExitCode, Failure } from "../operations/pulumi/failure";
import type { Engine } from "../operations/pulumi/engine";
import { stackFile } from "../operations/pulumi/paths";
import { inOrder, type Member, memberOf, nameOf, withoutOrganization } from "../operations/projects/graph";
import { usersInBackend } from "../operations/projects/backendUsers";
import { usersOf } from "../operations/projects/others";
import { duration } from "../operations/text/duration";
import { table } from "../operations/text/table";
import { explain } from "./explain";
import { foldersOfProjects, lookFrom, workspaceOf } from "./project";
import { loadStack } from "./stack";
import { notice } from "./terminal/report";
import { PLUMB } from "../model/plumb";

export interface Round {
    readonly stack: string;
    /** Whether each project comes before those that it uses, which are removed last. @default false */
    readonly backwards?: boolean;
    /** Whether a project that fails ends it: the others need it. @default false */
    readonly untilFailure?: boolean;
    /** Whether the results go to standard output as JSON: then all else does not. */
    readonly json?: boolean | undefined;
}

/** The worst first. */
const SEVERITY: readonly ExitCode[] = [
    exitCodes.interrupted,
    exitCodes.failed,
    exitCodes.missing,
    exitCodes.usage,
    exitCodes.changes,
    exitCodes.noRoom,
    exitCodes.inconclusive,
    exitCodes.codeAhead,
    exitCodes.delegated,
    exitCodes.done,
];

/**
 * Runs a command in the project of the folder; or, in a folder of projects, in each of them that has the stack.
 *
 * @param run gets all members; none where it is about one project
 * @returns the worst exit code of all
 */
export async function inEachProject(
    round: Round,
    run: (members: readonly Member[]) => Promise<ExitCode>,
): Promise<ExitCode> {
    const folders = foldersOfProjects();
    if (folders === undefined) return run([]);
    const members = membersIn(folders, round.stack);
    if (!areValid(members)) return exitCodes.usage;
    const order = round.backwards ? inOrder(members).reverse() : inOrder(members);
    const rows = new Map<Member, { readonly code: ExitCode; readonly took: number }>();
    for (const [index, member] of order.entries()) {
        notice(`${pc.bold(withoutOrganization(nameOf(member)))} (${index + 1} of ${order.length})`);
        const started = Date.now();
        lookFrom(member.folder);
        const code = await run(members).catch(explain);
        rows.set(member, { code, took: Date.now() - started });
        if (code === exitCodes.interrupted || (round.untilFailure && code !== exitCodes.done)) break;
    }
    const lines = order.map((member) => {
        const row = rows.get(member);
        const name = withoutOrganization(nameOf(member));
        return row === undefined ? [name, "not begun", ""] : [name, wordFor(row.code), duration(row.took)];
    });
    const summary = `\n${table(["Project", "Result", "Took"], lines)}`;
    if (round.json) process.stderr.write(`${summary}\n`);
    else console.log(summary);
    const codes = [...rows.values()].map(({ code }) => code);
    return SEVERITY.find((code) => codes.includes(code)) ?? exitCodes.done;
}

function membersIn(folders: readonly string[], stack: string): Member[] {
    const [there, absent] = [true, false].map((has) =>
        folders.filter((folder) => existsSync(stackFile(folder, stack)) === has),
    ) as [string[], string[]];
    if (there.length === 0) {
        throw new Failure(
            `None of the projects has a Pulumi.${stack}.yaml: ${folders.join(", ")}.`,
            exitCodes.usage,
        );
    }
    for (const folder of absent) notice(`${folder} has no Pulumi.${stack}.yaml, and is left out.`);
    return there.map((folder) => memberOf(folder, stack));
}

/** Before the first of them is touched. */
function areValid(members: readonly Member[]): boolean {
    const valid = members.map(({ folder, stack }) => {
        lookFrom(folder);
        try {
            loadStack(stack);
            return true;
        } catch (error) {
            explain(error);
            return false;
        }
    });
    return valid.every(Boolean);
}

function wordFor(code: ExitCode): string {
    const [name = ""] = Object.entries(exitCodes).find(([, one]) => one === code) ?? [];
    return name;
}

/** Names of members among the stacks of a workspace: from it to the project, and the stack. */
export function namesInWorkspace(members: readonly Member[]): string[] {
    return members.map(({ folder, stack }) =>
        path.join(path.relative(workspaceOf({ folder }), realpathSync(folder)), stack),
    );
}

/**
 * Refuses to take a stack away that a deployed one uses.
 * @throws Failure that names it
 */
export async function refuseIfUsed(engine: Engine): Promise<void> {
    const users = await (engine.emulator === undefined ? usersAround(engine) : usersOf(engine));
    if (users.length === 0) return;
    const own = withoutOrganization(nameOf(memberOf(engine.paths.root, engine.stack)));
    throw new Failure(
        `Stack ${own} is used by ${users.join(", ")}, which is deployed; nothing was changed. Destroy that first, or all in ` +
            `order: ${PLUMB} destroy --cwd <folder of the projects> --stack ${engine.stack}`,
        exitCodes.usage,
    );
}

/** Stacks of the same backend that use it and are deployed. */
async function usersAround(engine: Engine): Promise<readonly string[]> {
    const { users, unread } = await usersInBackend(engine);
    if (unread.length > 0) {
        notice(
            `Whether they use this stack cannot be told, because their states cannot be read: ${unread.join(", ")}`,
        );
    }
    return users;
}
