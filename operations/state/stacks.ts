import { mkdir } from "node:fs/promises";
import { capturePulumi, type Engine, expectPulumi } from "../pulumi/engine";
import { Failure } from "../pulumi/failure";
import { addSalt, createStack } from "../pulumi/stackSalt";
import { type Deployment, readExport, type Resource } from "./resource";
import { hasState, readDeployment, removeState } from "./stateFile";
import { PLUMB } from "../../model/plumb";

/** The state of a stack; the parts of it that are read here. */
export interface State {
    readonly resources: readonly Resource[];
    /** Operations that were under way when Pulumi was killed: their end is unknown. */
    readonly pending: number;
    /** The salt of the passphrase that encrypts its secrets, if there is one. */
    readonly salt: string | undefined;
}

/** The state of a stack; undefined if there is no such stack. */
export async function readState(engine: Engine): Promise<State | undefined> {
    const known = await readDeployment(engine);
    if (known !== undefined) return stateOf(known);
    const result = await capturePulumi(engine, "stack", "export", "--stack", engine.stack);
    if (result.exitCode !== 0) {
        if (/no stack named/.test(result.stderr)) {
            return undefined;
        }
        const remedy =
            engine.emulator === undefined ? "" : ` ${PLUMB} down --stack ${engine.stack} removes it.`;
        throw new Failure(
            `Pulumi could not read the state of stack "${engine.stack}": ${result.stderr.trim()}.${remedy}`,
        );
    }
    return stateOf(readExport(result.stdout, `The state of stack "${engine.stack}"`).deployment);
}

function stateOf({ resources = [], pending_operations: pending = [], ...rest }: Deployment): State {
    const { type, state } = rest.secrets_providers ?? {};
    return { resources, pending: pending.length, salt: type === "passphrase" ? state?.salt : undefined };
}

/** The state of an emulated stack, which is created empty if there is none. */
export async function createIfMissing(engine: Engine): Promise<State> {
    await mkdir(engine.paths.state, { recursive: true });
    const state = await readState(engine);
    await (state === undefined ? createStack(engine) : addSalt(engine, state.salt));
    return state ?? { resources: [], pending: 0, salt: undefined };
}

/** Removes an emulated stack with its state, if there is one; resources and the stack file stay. */
export async function forgetStack(engine: Engine): Promise<void> {
    if (!(await hasState(engine))) return;
    const flags = ["--force", "--yes", "--preserve-config", "--remove-backups"];
    const { exitCode } = await capturePulumi(engine, "stack", "rm", "--stack", engine.stack, ...flags);
    // Pulumi reads a state before it removes it, and one that a full disk has cut off cannot be read.
    if (exitCode !== 0) await removeState(engine);
}

/** A stack's outputs; secret ones read "[secret]". */
export async function readOutputs(engine: Engine): Promise<Record<string, unknown>> {
    const text = await expectPulumi(
        engine,
        "list the outputs",
        ...["stack", "output", "--stack", engine.stack, "--json"],
    );
    return JSON.parse(text) as Record<string, unknown>;
}
