import { createRequire } from "node:module";
import { type Command, InvalidArgumentError } from "commander";
import { formats } from "../../../operations/drift/report/formats/names";
import {
    defaultStack,
    exitCodeHelp,
    jsonOption,
    operationExitCodes,
    type Register,
    stackOption,
    wholeNumber,
    yesOption,
} from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type { DriftOptions } from "./types";
import type * as drillImplementation from "./drill";
import type * as implementation from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

/** Minutes that a timer of Node's can wait at most: 2^31 - 1 ms. */
const longestTimeout = 35_791;

/** Names of verdicts that `--accept` takes; a stack that is inconclusive is never all right. */
const acceptable = ["delegatedOrWaived", "codeAhead", "drifted"];

const driftExitCodes = {
    ...operationExitCodes,
    ...meaningsOf("delegated", "codeAhead", "inconclusive"),
    done: "clean, or a verdict that --accept names",
    failed: "the scan itself failed",
    usage: "wrong usage or configuration, or a waiver that is expired or unused; 7 and 9 come first",
    changes: "drifted: AWS differs from the state, and no delegation or waiver allows it",
};

export const drift: Register = (program, { end }) => {
    const command = program
        .command("drift")
        .summary("compare AWS, state and code of a stack")
        .description(
            "Finds differences between AWS, the state and the code of a stack. Reads only: the scan works on a copy of " +
                "the state. Works for any stack of this backend, and with --state for an exported " +
                "state of any Pulumi program.",
        )
        .option("-s, --stack <name>", `the stack (default: "${defaultStack}", or the state's own)`)
        .option("--state <file>", "a state from `pulumi stack export`, in place of the stack's own")
        .option("--no-code", "don't compare the code with the state")
        .option("--no-policies", "don't ask the policy pack which rules the live values break")
        .option(
            "--accept <verdicts>",
            `end with 0 for these, of ${acceptable.join(", ")}`,
            namesOf(acceptable),
            [],
        )
        .option(
            "--max-missing <number>",
            "a scan with more missing resources is inconclusive",
            wholeNumber,
            5,
        )
        .option(
            "--max-missing-percent <percent>",
            "the same in percent of all, from three missing ones on",
            wholeNumber,
            10,
        )
        .option("--timeout <minutes>", `how long reading may take, 1 to ${longestTimeout}`, minutes, 30)
        .option("--repair", "undo the changes by updates of the drifted resources only, and scan again")
        .addOption(yesOption())
        .addOption(jsonOption())
        .option(
            "--format <formats>",
            `also write the report into files, as ${formats.join(", ")}`,
            namesOf(formats),
            [],
        )
        .option("--output <folder>", "folder for these files", "drift-report")
        .addHelpText("after", exitCodeHelp(driftExitCodes))
        .action(async (options: DriftOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.drift(options));
        });
    command
        .command("drill")
        .summary("change the local stack behind Pulumi's back, and check that a scan finds it")
        .description(
            "Changes, adds to and deletes one resource of each type of an emulated stack through the AWS SDK; scans, " +
                "repairs all it can, and builds the stack again in the end. Takes about ten minutes.",
        )
        .addOption(stackOption())
        .addOption(jsonOption())
        .option("--table <file>", "write the table of results between the markers of this Markdown file")
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                changes: "less than 95 % of the types were detected, or something was not put back",
            }),
        )
        .action(async (_options: unknown, own: Command) => {
            const operation = load("./drill") as typeof drillImplementation;
            // Options that the parent command has too are its own here.
            end(await operation.driftDrill(own.optsWithGlobals()));
        });
    return command;
};

/** A parser of names with commas between them. */
function namesOf<Name extends string>(allowed: readonly Name[]): (text: string) => Name[] {
    return (text) =>
        text.split(",").map((part) => {
            const name = allowed.find((each) => each === part.trim());
            if (name === undefined)
                throw new InvalidArgumentError(`"${part.trim()}" is none of ${allowed.join(", ")}.`);
            return name;
        });
}

function minutes(text: string): number {
    const number = wholeNumber(text);
    if (number < 1 || number > longestTimeout)
        throw new InvalidArgumentError(`It must be a number of minutes, 1 to ${longestTimeout}.`);
    return number;
}
