import { readFile } from "node:fs/promises";
import pc from "picocolors";
import type { CostResource } from "../../../cost/types";
import { assumptionsFrom } from "../../../operations/cost/assumptions";
import {
    assumptionRows,
    budgetRows,
    confidenceText,
    type CostReport,
    costReport,
    costRows,
    savingRows,
} from "../../../operations/cost/report";
import { regionOf, resourcesOfPreview, resourcesOfState } from "../../../operations/state/resources";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { configFileOf, expectPulumi, previewJson } from "../../../operations/pulumi/engine";
import { beginRehearsal, endRehearsal } from "../../../operations/rehearse/rehearsal";
import { project } from "../../project";
import { inEachProject } from "../../projects";
import { prepareTools } from "../../prepare";
import { table } from "../../../operations/text/table";
import { notice } from "../../terminal/report";
import { loadStack, openStack } from "../../stack";

export interface CostOptions {
    readonly stack: string;
    readonly deployed?: boolean;
    readonly file?: string;
    readonly region?: string;
    readonly assume: readonly string[];
    readonly assumptions?: string;
    readonly json?: boolean;
}

/** `plumb cost`: see index.ts. */
export async function cost(options: CostOptions): Promise<ExitCode> {
    return options.file === undefined ? inEachProject(options, () => costOf(options)) : costOf(options);
}

async function costOf(options: CostOptions): Promise<ExitCode> {
    const { stack, file } = options;
    if (options.deployed && file !== undefined) {
        throw new Failure("--deployed and --file exclude each other.", exitCodes.usage);
    }
    const assumptions = assumptionsFrom({ file: options.assumptions, single: options.assume });
    const resources =
        file !== undefined
            ? await inFile(file)
            : options.deployed
              ? await deployed(stack)
              : await coming(stack);
    const region = options.region ?? regionOf(resources);
    if (region === undefined) {
        throw new Failure("The region of the resources is unknown: pass --region.", exitCodes.usage);
    }
    const report = costReport(resources, { stack: file ?? stack, region, assumptions });
    console.log(options.json ? JSON.stringify(report, undefined, 2) : page(report));
    return endOf(report);
}

/** Whether the budgets hold; without a price of everything they cover, nobody can tell. */
function endOf({ budgets }: CostReport): ExitCode {
    const verdicts = budgets.map(({ verdict }) => verdict);
    if (verdicts.includes("exceeded")) return exitCodes.failed;
    return verdicts.includes("unknown") ? exitCodes.inconclusive : exitCodes.done;
}

async function inFile(file: string): Promise<CostResource[]> {
    try {
        return resourcesOfState(await readFile(file, "utf8"), file);
    } catch (error) {
        if (error instanceof Failure) throw error;
        throw new Failure(`${file} can't be read: ${(error as Error).message}`, exitCodes.usage);
    }
}

async function deployed(stack: string): Promise<CostResource[]> {
    const { engine } = await openStack(loadStack(stack), { emulator: "running" });
    const state = await expectPulumi(engine, "read the state", "stack", "export", "--stack", stack);
    return resourcesOfState(state, `The state of stack "${stack}"`);
}

/** The resources that `up` would create in an empty account. */
async function coming(stack: string): Promise<CostResource[]> {
    loadStack(stack);
    const toolchain = await prepareTools();
    const rehearsal = await beginRehearsal(project().folder, stack, toolchain);
    try {
        for (const { engine } of rehearsal.needs) {
            const deploying = ["up", "--yes", "--skip-preview", "--config-file", configFileOf(engine)];
            await expectPulumi(engine, "deploy what is used", ...deploying, "--stack", engine.stack);
        }
        notice(`Previewing stack "${stack}" on a scratch emulator…`);
        return resourcesOfPreview(await previewJson(rehearsal.engine));
    } finally {
        await endRehearsal(rehearsal);
    }
}

function page(report: CostReport): string {
    const { budgets, unknown } = report;
    const sections = [
        table(["Component", "What", "Quantity × price", "US$ a month"], costRows(report)),
        budgets.length > 0
            ? table(["Budget", "Of", "Limit", "Estimate", ""], budgetRows(report))
            : "The stack has no budget.",
        report.savings.length > 0
            ? `A budget is exceeded. These parts are decided by a setting:\n` +
              table(["Component", "Part", "US$ a month", "Setting"], savingRows(report))
            : "",
        unknown.length > 0
            ? `${pc.yellow(`Not counted, because their price is unknown (${unknown.length}):`)}\n` +
              table(
                  ["Component", "Type", "Why"],
                  unknown.map(({ component, type, reason }) => [component, type, reason]),
              )
            : "",
        `* rests on an assumption; these are for a month, and --assume changes them:\n` +
            table(["Assumption", "From – to"], assumptionRows(report)),
        `List prices of ${report.region} as of ${report.pricesAsOf} or later (${confidenceText(report)}; ` +
            `docs/reference/prices.md lists them with their sources), ${report.hoursPerMonth} hours a month, without tax, discounts and free tiers. The first ` +
            "figure is a month in which little happens and everything has scaled in, the second one in which " +
            "everything is at its limit all the time.",
    ];
    return sections.filter((section) => section !== "").join("\n\n");
}
