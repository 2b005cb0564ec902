import { createRequire } from "node:module";
import { InvalidArgumentError } from "commander";
import { defaultStack, exitCodeHelp, jsonOption, type Register, yesOption } from "../command";
import type * as implementation from "../operations/drift";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export interface DriftOptions {
    readonly stack?: string;
    readonly state?: string;
    readonly code: boolean;
    readonly accept: readonly string[];
    readonly maxMissing: number;
    readonly maxMissingPercent: number;
    readonly timeout: number;
    readonly json?: boolean;
    readonly yes?: boolean;
}

/** Names of verdicts that `--accept` takes; a stack that is inconclusive is never all right. */
const acceptable = ["delegatedOrWaived", "codeAhead", "drifted"];

export const driftExitCodes = {
    0: "clean, or a verdict that --accept names",
    1: "the scan itself failed",
    2: "wrong usage or configuration, or a waiver that is expired or unused",
    3: "something needed is missing and could not be set up",
    4: "delegated or waived: what differs may be changed by whoever changed it",
    5: "code ahead: the code has changes that are not deployed",
    7: "drifted: AWS differs from the state, and nobody may have changed it",
    9: "inconclusive: credentials, throttling, wrong account or region, or too much missing",
    130: "interrupted",
} as const;

export const drift: Register = (program, { end }) =>
    program
        .command("drift")
        .summary("compare AWS, state and code of a stack")
        .description(
            "Looks for what differs between AWS, the state and the code of a stack. Reads only: the state is copied, and " +
                "everything happens to the copy. Works for any stack of this backend, and with --state for an exported " +
                "state of any Pulumi program.",
        )
        .option("-s, --stack <name>", `the stack (default: "${defaultStack}", or the state's own)`)
        .option("--state <file>", "a state from `pulumi stack export`, in place of the stack's own")
        .option("--no-code", "don't compare the code with the state")
        .option("--accept <verdicts>", `end with 0 for these, of ${acceptable.join(", ")}`, verdictNames, [])
        .option("--max-missing <number>", "more missing resources than this are inconclusive", wholeNumber, 5)
        .option(
            "--max-missing-percent <percent>",
            "the same in percent of all, from three missing ones on",
            wholeNumber,
            10,
        )
        .option("--timeout <minutes>", "how long reading may take", wholeNumber, 30)
        .addOption(yesOption())
        .addOption(jsonOption())
        .addHelpText("after", exitCodeHelp(driftExitCodes))
        .action(async (options: DriftOptions) => {
            const operation = load("../operations/drift") as typeof implementation;
            end(await operation.drift(options));
        });

function verdictNames(text: string): string[] {
    const names = text.split(",").map((name) => name.trim());
    const wrong = names.find((name) => !acceptable.includes(name));
    if (wrong !== undefined)
        throw new InvalidArgumentError(`"${wrong}" is none of ${acceptable.join(", ")}.`);
    return names;
}

function wholeNumber(text: string): number {
    if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
    return Number(text);
}
