import { changedPaths, type EngineEvent, observeOperation } from "../engine/observe";
import { exitCodes, Failure } from "../engine/failure";
import { type Engine, runOperation } from "../engine/pulumi";
import { explainProblem } from "./problems";
import type { DriftReport, Finding } from "./report";

/** What a repair would do, and what it would leave. */
export interface RepairPlan {
    /** URNs of the resources that can be put back by an update in place. */
    readonly targets: readonly string[];
    /** What stays as it is, and why. */
    readonly left: readonly { readonly urn: string; readonly reason: string }[];
}

/** Steps that a repair may consist of: nothing is created, deleted or replaced. */
const allowed = ["same", "update", "refresh", "read"];

/**
 * Finds out what can be put back by updates alone: by a preview of exactly that.
 * @throws Failure if the scan was inconclusive, or the preview fails
 */
export async function planRepair(engine: Engine, report: DriftReport, timeout: number): Promise<RepairPlan> {
    if (report.verdict === "inconclusive") {
        throw new Failure(
            `Nothing is repaired on the ground of an inconclusive scan. ${report.reasons.join(" ")}`,
            exitCodes.inconclusive,
        );
    }
    const drifted = report.findings.filter(({ verdict }) => verdict === "drifted");
    const undeployed = new Set(
        report.findings.filter(({ change }) => change === "undeployed").map(({ urn }) => urn),
    );
    const left = drifted.flatMap((finding) => {
        const reason = whyLeft(finding, undeployed);
        return reason === undefined ? [] : [{ urn: finding.urn, reason }];
    });
    const candidates = drifted.map(({ urn }) => urn).filter((urn) => !left.some((each) => each.urn === urn));
    if (candidates.length === 0) return { targets: [], left };
    const steps = await previewTargets(engine, candidates, timeout);
    const refused = candidates.filter((urn) => !allowed.includes(steps.get(urn) ?? "same"));
    const idle = candidates.filter(
        (urn) => (steps.get(urn) ?? "same") !== "update" && !refused.includes(urn),
    );
    return {
        targets: candidates.filter((urn) => !refused.includes(urn) && !idle.includes(urn)),
        left: [
            ...left,
            ...refused.map((urn) => ({
                urn,
                reason: `needs a ${steps.get(urn)}, which is for \`plumb up\``,
            })),
            ...idle.map((urn) => ({
                urn,
                reason: "the program does not set what differs; put it back by hand",
            })),
        ],
    };
}

function whyLeft({ change, urn }: Finding, undeployed: ReadonlySet<string>): string | undefined {
    if (change === "missing") return "it is missing; `plumb up --stack … -- --refresh` makes it anew";
    return undeployed.has(urn)
        ? "the code has changes of it that are not deployed; deploy them first"
        : undefined;
}

/** What an `up` of some resources would do to each of them. */
async function previewTargets(
    engine: Engine,
    urns: readonly string[],
    timeout: number,
): Promise<Map<string, string>> {
    const steps = new Map<string, string>();
    const errors: string[] = [];
    const onEvent = ({ resourcePreEvent, diagnosticEvent }: EngineEvent): void => {
        const step = resourcePreEvent?.metadata;
        if (step && step.op !== "refresh") {
            const isNothing = step.op === "update" && changedPaths(step).length === 0;
            steps.set(step.urn, isNothing ? "same" : step.op);
        }
        if (diagnosticEvent?.severity === "error") errors.push(explainProblem(diagnosticEvent).text);
    };
    const observed = await observeOperation(engine, ["preview", "--refresh", ...targets(urns)], {
        onEvent,
        timeout,
    });
    if (observed.interrupted) throw new Failure("Interrupted.", exitCodes.interrupted);
    if (observed.exitCode !== 0) {
        throw new Failure(`The repair could not be previewed: ${errors[0] ?? observed.stderr.trim()}`);
    }
    return steps;
}

/**
 * Puts back what was changed, on exactly the planned resources.
 * @throws Failure if Pulumi fails or is interrupted
 */
export async function repair(engine: Engine, { targets: urns }: RepairPlan): Promise<void> {
    const { exitCode, interrupted } = await runOperation(
        engine,
        ["up", "--refresh", "--yes", "--skip-preview", "--suppress-outputs", ...targets(urns)],
        { output: process.stderr },
    );
    if (interrupted) throw new Failure("The repair was interrupted.", exitCodes.interrupted);
    if (exitCode !== 0) throw new Failure("The repair has failed: see above.", exitCodes.failed, true);
}

function targets(urns: readonly string[]): string[] {
    return urns.flatMap((urn) => ["--target", urn]);
}
