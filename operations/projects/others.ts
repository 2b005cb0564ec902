/** Other stacks' outputs and references, before and without a program that reads them. */
import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { NO_ORGANIZATION, type Others, readOthers } from "../../config/references";
import { projectName } from "../pulumi/project";
import { capturePulumi, type Engine } from "../pulumi/engine";
import { backendOf } from "../pulumi/login";
import type { Deployment, Resource } from "../state/resource";
import { readCheckpoint, stacksFolder } from "../state/stateFile";
import { nameOf } from "./graph";

const REFERENCE = "pulumi:pulumi:StackReference";

/** Outputs of a stack, by name; undefined if there is no such stack. */
type Outputs = Readonly<Record<string, unknown>> | undefined;

/**
 * What the stacks below `plumbline:from` publish.
 *
 * @param isThere whether a stack's resources are where they should be
 * @returns undefined where only the program can tell: Pulumi Cloud has organizations, and knows which one is meant
 */
export async function lookAtOthers(
    engine: Engine,
    from: Readonly<Record<string, string>>,
    isThere: (project: string, stack: string) => Promise<boolean> = async () => Promise.resolve(true),
): Promise<Others | undefined> {
    const { emulator, stack, paths } = engine;
    if (emulator === undefined && !/^(s3|azblob|gs|file):\/\//.test(backendOf(paths.root))) return undefined;
    const reader = {
        organization: NO_ORGANIZATION,
        project: projectName(paths.root),
        stack,
        root: paths.root,
    };
    return readOthers(from, reader, async (name) => {
        const [, project = "", other = ""] = name.split("/");
        if (!(await isThere(project, other))) return undefined;
        return emulator === undefined
            ? askPulumi(engine, name)
            : outputsIn(await stateOf(engine, project, other));
    });
}

async function askPulumi(engine: Engine, name: string): Promise<Outputs> {
    const { exitCode, stdout, stderr } = await capturePulumi(
        engine,
        "stack",
        "output",
        "--json",
        "--stack",
        name,
    );
    if (exitCode === 0) return JSON.parse(stdout) as Outputs;
    if (/no stack named/.test(stderr)) return undefined;
    throw new Error(stderr);
}

function outputsIn(state: Deployment | undefined): Outputs {
    return state?.resources?.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
}

/** The state of any stack of the workspace. */
async function stateOf(
    { paths }: Pick<Engine, "paths">,
    project: string,
    stack: string,
): Promise<Deployment | undefined> {
    return readCheckpoint(path.join(stacksFolder(paths), project, `${stack}.json`));
}

/** Emulated stacks that use one, by what their states say: as `shop/local`. */
export async function usersOf(engine: Engine): Promise<string[]> {
    const used = nameOf({ project: projectName(engine.paths.root), stack: engine.stack });
    const projects = await readdir(stacksFolder(engine.paths)).catch(() => []);
    const users = projects.map(async (project) => {
        const files = await readdir(path.join(stacksFolder(engine.paths), project));
        const stacks = files.flatMap((file) => /^(.*)\.json$/.exec(file)?.[1] ?? []);
        const states = stacks.map(async (stack) => ({ stack, state: await stateOf(engine, project, stack) }));
        return (await Promise.all(states)).flatMap(({ stack, state }) =>
            refersTo(state?.resources, used) ? [`${project}/${stack}`] : [],
        );
    });
    return (await Promise.all(users)).flat().sort();
}

/** Whether a state says that its stack uses another one. */
export function refersTo(resources: readonly Resource[] | undefined, name: string): boolean {
    return referencesIn(resources).includes(name);
}

/** The whole names of the stacks that a state's own uses. */
export function referencesIn(resources: readonly Resource[] = []): string[] {
    return resources.flatMap(({ type, id }) => (type === REFERENCE && id !== undefined ? [id] : []));
}
