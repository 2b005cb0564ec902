/** The tasks of a stack, as its stack file names them and as its outputs describe them. */
import type { Settings } from "../../config/validate";
import { PLUMB } from "../../model/plumb";
import { suggestion } from "../../model/text";
import type { Engine } from "../pulumi/engine";
import { exitCodes, Failure } from "../pulumi/failure";
import { readOutputs } from "../state/stacks";

/** A task of a deployed stack: a container, or a function. */
export type DeployedTask = ContainerTask | FunctionTask;

interface Named {
    readonly name: string;
    readonly logGroupName: string;
}

export interface ContainerTask extends Named {
    readonly clusterArn: string;
    readonly taskDefinitionArn: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
}

export interface FunctionTask extends Named {
    readonly functionArn: string;
}

/**
 * The name in `task/<name>`, or in `<name>`.
 * @throws Failure if the stack file has no such task
 */
export function needTask(task: string, { tasks, stack }: Pick<Settings, "tasks" | "stack">): string {
    const name = task.replace(/^task\//, "");
    if (Object.hasOwn(tasks, name)) return name;
    const known = Object.keys(tasks);
    const list = known.length === 0 ? "has no tasks" : `has ${known.map((one) => `task/${one}`).join(", ")}`;
    throw new Failure(
        `There is no task "${task}" in plumbline:tasks of stack "${stack}", which ${list}${suggestion(name, known)}.`,
        exitCodes.usage,
    );
}

/** @throws Failure if the stack has not been deployed with that task */
export async function deployedTask(name: string, engine: Engine): Promise<DeployedTask> {
    const { tasks = {} } = (await readOutputs(engine)) as { readonly tasks?: Record<string, DeployedTask> };
    const found = tasks[name];
    if (found === undefined) {
        throw new Failure(
            `Stack "${engine.stack}" has not been deployed with task/${name} yet: ${PLUMB} up --stack ${engine.stack} does that.`,
        );
    }
    return { ...found, name };
}
