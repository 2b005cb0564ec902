import { changedPaths, type EngineEvent } from "../../pulumi/events";
import { observeOperation, runOperation } from "../../pulumi/runPulumi";
import { exitCodes, Failure } from "../../pulumi/failure";
import type { Engine } from "../../pulumi/engine";
import { parsePath, type Path } from "../values/path";
import { explainProblem } from "../problems";
import type { DriftReport, Finding } from "../report/report";
import { text } from "../report/show";

/** A repair's updates, and the findings it leaves. */
export interface RepairPlan {
    /** URNs of the resources that an update in place can revert. */
    readonly targets: readonly string[];
    /** Paths of the properties that these updates change, by URN. */
    readonly changes: ReadonlyMap<string, readonly string[]>;
    /** Findings left unrepaired, with reasons. */
    readonly left: readonly { readonly urn: string; readonly reason: string }[];
}

/** Steps that a repair may consist of: nothing is created, deleted or replaced. */
const allowed = ["same", "update", "refresh", "read"];

/**
 * Plans the repair that updates alone can do, from a preview of exactly these resources.
 * @throws Failure if the scan was inconclusive, or the preview fails
 */
export async function planRepair(engine: Engine, report: DriftReport, timeout: number): Promise<RepairPlan> {
    if (report.verdict === "inconclusive") {
        throw new Failure(
            `An inconclusive scan allows no repair. ${report.reasons.join(" ")}`,
            exitCodes.inconclusive,
        );
    }
    const drifted = report.findings.filter(({ verdict }) => verdict === "drifted");
    const undeployed = new Set(
        report.findings.filter(({ change }) => change === "undeployed").map(({ urn }) => urn),
    );
    const leftBefore = drifted.flatMap(({ urn, change }) => {
        const reason = whyLeft(change, undeployed.has(urn));
        return reason === undefined ? [] : [{ urn, reason }];
    });
    const candidates = drifted.filter(({ urn }) => !leftBefore.some((each) => each.urn === urn));
    if (candidates.length === 0) return { targets: [], changes: new Map(), left: leftBefore };
    const steps = await previewTargets(
        engine,
        candidates.map(({ urn }) => urn),
        timeout,
    );
    const leftAfter = candidates.flatMap((finding) => {
        const reason = whyNotPutBack(finding, steps.get(finding.urn) ?? nothing);
        return reason === undefined ? [] : [{ urn: finding.urn, reason }];
    });
    const targets = candidates
        .map(({ urn }) => urn)
        .filter((urn) => !leftAfter.some((each) => each.urn === urn));
    return {
        targets,
        changes: new Map(targets.map((urn) => [urn, (steps.get(urn) ?? nothing).paths])),
        left: [...leftBefore, ...leftAfter],
    };
}

/**
 * Makes sure that a repair still matches the confirmed plan: resources may have changed during the question, and
 * a resource deleted meanwhile would be created.
 * @throws Failure if a resource would be created, deleted or replaced now, or other properties of it changed
 */
export async function confirmPlan(engine: Engine, plan: RepairPlan, timeout: number): Promise<void> {
    const steps = await previewTargets(engine, plan.targets, timeout);
    const other = plan.targets.filter((urn) => {
        const { op, paths } = steps.get(urn) ?? nothing;
        const agreed = plan.changes.get(urn) ?? [];
        return !allowed.includes(op) || paths.some((path) => !agreed.includes(path));
    });
    if (other.length === 0) return;
    throw new Failure(
        "Nothing was repaired: these resources have changed since the scan. Scan again.\n" +
            other.map((urn) => `  ${urn}: ${whatNow(steps.get(urn) ?? nothing)}`).join("\n"),
    );
}

function whatNow({ op, paths }: Step): string {
    return `${op}${paths.length > 0 ? ` of ${paths.join(", ")}` : ""}`;
}

/** The plan to confirm: each resource with its changed properties, without delegated and waived ones. */
export function showPlan({ targets }: RepairPlan, { findings }: DriftReport): string {
    return targets
        .flatMap((urn) => [
            `  ${urn}`,
            ...findings
                .filter((finding) => finding.urn === urn && finding.verdict === "drifted")
                .flatMap(({ properties }) => properties)
                .filter(({ verdict }) => verdict === "drifted")
                .map(({ path, was, is }) => `      ${path}: was ${text(was)}, is ${text(is)}`),
        ])
        .join("\n");
}

function whyLeft(change: Finding["change"], isUndeployed: boolean): string | undefined {
    if (change === "missing") return "it is missing; `plumb up --stack … -- --refresh` creates it again";
    return isUndeployed ? "its changes in the code are not deployed; deploy them first" : undefined;
}

function whyNotPutBack({ properties }: Finding, { op, paths }: Step): string | undefined {
    if (!allowed.includes(op)) return `needs a ${op}, which only \`plumb up\` does`;
    if (op !== "update") return "the program does not set the changed properties; revert them by hand";
    const mayDiffer = properties.filter(({ verdict }) => verdict === "delegatedOrWaived");
    const reverted = mayDiffer.find(({ path }) => paths.some((changed) => overlap(changed, path)));
    return reverted === undefined
        ? undefined
        : `its ${reverted.path} may differ (${reverted.reason ?? "delegated or waived"}), and an update would ` +
              "revert it too; revert the rest by hand";
}

/** Whether one of two paths leads to the other. A list's members may stand at other places, so these don't count. */
function overlap(one: string, other: string): boolean {
    const [a, b] = [one, other].map((text) => parsePath(text)) as [Path, Path];
    return a
        .slice(0, b.length)
        .every((part, at) => part === b[at] || (typeof part === "number" && typeof b[at] === "number"));
}

/** The step of an `up` for one resource. */
interface Step {
    readonly op: string;
    /** Paths of the properties that it changes. */
    readonly paths: readonly string[];
}

const nothing: Step = { op: "same", paths: [] };

/** The steps of an `up` for some resources. */
async function previewTargets(
    engine: Engine,
    urns: readonly string[],
    timeout: number,
): Promise<Map<string, Step>> {
    const steps = new Map<string, Step>();
    const errors: string[] = [];
    const onEvent = ({ resourcePreEvent, diagnosticEvent }: EngineEvent): void => {
        const step = resourcePreEvent?.metadata;
        // A replacement has several steps; one of them names the operation.
        if (step && step.op !== "refresh" && steps.get(step.urn)?.op !== "replace") {
            const paths = changedPaths(step);
            steps.set(
                step.urn,
                step.op === "update" && paths.length === 0 ? nothing : { op: step.op, paths },
            );
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
 * Reverts the changes of exactly the planned resources.
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
