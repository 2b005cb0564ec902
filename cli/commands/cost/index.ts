import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, operationExitCodes, type Register, stackOption } from "../../command";
import type * as implementation from "./run";
import type { CostOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const cost: Register = (program, { end }) =>
    program
        .command("cost")
        .summary("estimate what a stack costs in a month")
        .description(
            "Estimates what a stack costs in a month, by component, and compares that with the stack's own budgets. " +
                "Uses a preview of `up` on a scratch emulator, which needs no credentials. Prices and " +
                "assumptions: docs/reference/prices.md.",
        )
        .addOption(stackOption())
        .option("--deployed", "use the stack's deployed state instead")
        .option("--file <state.json>", "use an exported state of any Pulumi program instead")
        .option("--region <region>", "region of resources that name none; default: the provider's region")
        .option(
            "--assume <name=value>",
            "assume another use: name=5 or name=5..50 (may be repeated)",
            collect,
            [],
        )
        .option("--assumptions <file>", "a YAML file with assumptions: name: 5 or name: {low: 5, high: 50}")
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                failed: "failed, or the estimate's lower end exceeds a budget of the stack",
                inconclusive: "inconclusive: the price of something that a budget covers is missing",
            }),
        )
        .action(async (options: CostOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.cost(options));
        });

function collect(value: string, previous: readonly string[]): readonly string[] {
    return [...previous, value];
}
