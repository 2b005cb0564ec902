import * as path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Ending, endings, type ExitCode, meaningsOf } from "../operations/pulumi/exitCodes";

/** How one invocation of `plumb` is wired up. */
export interface Invocation {
    /** The arguments after `--`: some commands pass them to Pulumi unchanged, and some run them. */
    readonly extra: readonly string[];
    /** Sets the exit code of the process. @default 0 */
    readonly end: (exitCode: ExitCode) => void;
}

/** Adds one command to the program. */
export type Register = (program: Command, invocation: Invocation) => Command;

/** The repository's root. */
export const root = path.resolve(__dirname, "..");

/** The stack that is meant when none is named. */
export const defaultStack = "local";

/** `--stack`, the same for every command that has it. */
export function stackOption(): Option {
    return new Option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml").default(defaultStack);
}

/** `--yes`, the same for every command that asks before it changes something. */
export function yesOption(): Option {
    return new Option("-y, --yes", "don't ask before changing a stack in real AWS");
}

/** `--json`, the same for every command that has it. */
export function jsonOption(): Option {
    return new Option("--json", "print the result as JSON; all else goes to standard error");
}

/** Parses an option's number of at most six digits. */
export function wholeNumber(text: string): number {
    if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
    return Number(text);
}

/** `--policy-pack`, the same for every command that has it; may be repeated. */
export function policyPackOption(): Option {
    return new Option("--policy-pack <folder>", "judge the resources by this policy pack (may be repeated)")
        .argParser((folder: string, previous: readonly string[]) => [...previous, path.resolve(folder)])
        .default([], "none");
}

/** `--policy-pack-config`, the same for every command that has it; may be repeated. */
export function policyPackConfigOption(): Option {
    return new Option(
        "--policy-pack-config <file>",
        "levels and settings of the policies, as JSON, for the policy pack in the same place (may be repeated)",
    )
        .argParser((file: string, previous: readonly string[]) => [...previous, path.resolve(file)])
        .default([], "none");
}

/** Usage of the commands that pass arguments on to Pulumi. */
export const usageWithExtra = "[options] [-- <arguments for pulumi>]";

/** The exit codes in a command's --help. */
export function exitCodeHelp(meanings: Readonly<Partial<Record<Ending, string>>>): string {
    const lines = Object.entries(endings).flatMap(([name, { code }]) => {
        const meaning = meanings[name as Ending];
        return meaning === undefined ? [] : [`  ${String(code).padEnd(4)} ${meaning}`];
    });
    return `\nExit codes:\n${lines.join("\n")}`;
}

/** Meanings shared by the commands that run Pulumi. */
export const operationExitCodes = meaningsOf("done", "failed", "usage", "missing", "interrupted");
