import type { EngineEvent, StepMetadata } from "../../pulumi/events";
import { observeOperation } from "../../pulumi/runPulumi";
import { exitCodes, Failure } from "../../pulumi/failure";
import type { Engine } from "../../pulumi/engine";
import { explainProblem } from "../problems";

/** The steps of a deployment of the code, without drift: the comparison is with the unchanged state. */
export interface CodeComparison {
    /** Changing steps, by URN. */
    readonly steps: ReadonlyMap<string, StepMetadata>;
    /** Why the comparison failed. */
    readonly problem?: string;
}

/** Steps that change nothing in AWS. */
const harmless = [
    "same",
    "read",
    "read-replacement",
    "refresh",
    "discard",
    "discard-replaced",
    "remove-pending-replace",
];

/**
 * Compares the code with a copy of the state.
 *
 * @param engine runs this project's program
 * @param backend URL of the backend that holds the copy
 */
export async function compareCode(engine: Engine, backend: string, timeout: number): Promise<CodeComparison> {
    const steps = new Map<string, StepMetadata>();
    const errors: string[] = [];
    const onEvent = ({ resourcePreEvent, diagnosticEvent }: EngineEvent): void => {
        const step = resourcePreEvent?.metadata;
        if (step && !harmless.includes(step.op)) steps.set(step.urn, worse(steps.get(step.urn), step));
        if (diagnosticEvent?.severity === "error") errors.push(explainProblem(diagnosticEvent).text);
    };
    const observed = await observeOperation(engine, ["preview"], {
        onEvent,
        timeout,
        environment: { PULUMI_BACKEND_URL: backend },
    });
    if (observed.interrupted) throw new Failure("Interrupted.", exitCodes.interrupted);
    if (observed.exitCode === 0) return { steps };
    const why = errors[0] ?? explainProblem({ message: observed.stderr.trim() }).text;
    return { steps, problem: `The code could not be compared with the state: ${why}` };
}

/** A replacement has several steps; one of them names the operation. */
function worse(known: StepMetadata | undefined, step: StepMetadata): StepMetadata {
    return known?.op === "replace" ? known : step;
}
