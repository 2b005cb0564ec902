import { changedPaths, type EngineEvent } from "../../pulumi/events";
import { observeOperation, runOperation } from "../../pulumi/runPulumi";
import { exitCodes, Failure } from "../../pulumi/failure";
import type { Engine } from "../../pulumi/engine";
import { readState } from "../../state/stacks";
import { dependentsOf } from "./dependents";
import { parsePath, type Path } from "../values/path";
import { explainProblem } from "../problems";
import type { DriftReport, Finding } from "../report/report";
import { text } from "../report/show";

/** A repair's updates, and the findings it leaves. */
export interface RepairPlan {
    /**
     * URNs of the resources that an update in place can revert, and of those that follow them: a function's update
     * publishes a version, and its alias has to lead there.
     */
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
    // Resources with findings of their own follow nobody: an update would revert or deploy more than was asked for.
    const own = new Set([...drifted.map(({ urn }) => urn), ...undeployed]);
    const state = (await readState(engine))?.resources ?? [];
    const dependents = (urn: string): string[] => dependentsOf(state, urn).filter((one) => !own.has(one));
    const urns = candidates.map(({ urn }) => urn);
    const steps = await previewTargets(engine, [...new Set([...urns, ...urns.flatMap(dependents)])], timeout);
    const stepOf = (urn: string): Step => steps.get(urn) ?? nothing;
    const leftAfter = candidates.flatMap((finding) => {
        const { urn } = finding;
        const reason =
            whyNotPutBack(finding, stepOf(urn)) ??
            whyNotFollowed(dependents(urn), stepOf, (one) =>
                report.findings.find((each) => each.urn === one),
            );
        return reason === undefined ? [] : [{ urn, reason }];
    });
    const put = urns.filter((urn) => !leftAfter.some((each) => each.urn === urn));
    const following = put.flatMap(dependents).filter((urn) => stepOf(urn).op === "update");
    const targets = [...new Set([...put, ...following])];
    return {
        targets,
        changes: new Map(targets.map((urn) => [urn, stepOf(urn).paths])),
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
export function showPlan({ targets, changes }: RepairPlan, { findings }: DriftReport): string {
    return targets
        .flatMap((urn) => {
            const own = findings.filter((finding) => finding.urn === urn && finding.verdict === "drifted");
            const following = (changes.get(urn) ?? []).map((path) => `      ${path}: follows`);
            const reverted = own
                .flatMap(({ properties }) => properties)
                .filter(({ verdict }) => verdict === "drifted")
                .map(({ path, was, is }) => `      ${path}: was ${text(was)}, is ${text(is)}`);
            return [`  ${urn}`, ...(own.length === 0 ? following : reverted)];
        })
        .join("\n");
}

function whyLeft(change: Finding["change"], isUndeployed: boolean): string | undefined {
    if (change === "missing") return "it is missing; `plumb up --stack … -- --refresh` creates it again";
    return isUndeployed ? "its changes in the code are not deployed; deploy them first" : undefined;
}

function whyNotPutBack(finding: Finding, step: Step): string | undefined {
    const { op } = step;
    if (!allowed.includes(op)) return `needs a ${op}, which only \`plumb up\` does`;
    if (op !== "update") return "the program does not set the changed properties; revert them by hand";
    return whyTooMuch(finding, step);
}

/** Why the resources that depend on a repaired one cannot be brought after it. */
function whyNotFollowed(
    dependents: readonly string[],
    stepOf: (urn: string) => Step,
    findingOf: (urn: string) => Finding | undefined,
): string | undefined {
    for (const urn of dependents) {
        const step = stepOf(urn);
        if (!allowed.includes(step.op)) {
            return `${urn} depends on it and needs a ${step.op}, which only \`plumb up\` does`;
        }
        const finding = findingOf(urn);
        const reason = finding && whyTooMuch(finding, step);
        if (reason !== undefined) return `${urn} depends on it: ${reason}`;
    }
    return undefined;
}

/** Why an update would change more than it should. */
function whyTooMuch({ properties }: Finding, { paths }: Step): string | undefined {
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
