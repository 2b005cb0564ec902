import { createRequire } from "node:module";
import { Option } from "commander";
import {
    exitCodeHelp,
    jsonOption,
    operationExitCodes,
    type Register,
    stackOption,
    wholeNumber,
} from "../../command";
import { endings } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { ConnectOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const connect: Register = (program, { end }) =>
    program
        .command("connect")
        .argument("<part>", "the database or cache, as database/<name> or cache/<name>")
        .summary("connect to a database or cache of a stack")
        .description(
            "Starts psql, mysql, valkey-cli or redis-cli where this is a terminal and the program is on the PATH, and prints the address " +
                "otherwise. In AWS it leads through a server or container of the stack that uses the database, by Systems Manager: see " +
                "docs/looking.md.",
        )
        .addOption(stackOption())
        .addOption(new Option("--env", "print variables for a shell instead: PGHOST and so on"))
        .addOption(new Option("--show-password", "print the password as well"))
        .addOption(new Option("--port <number>", "in AWS: the port of this machine").argParser(wholeNumber))
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({ ...operationExitCodes, inconclusive: endings.inconclusive.meaning }) +
                "\n  n    any other: the exit code of the program that was started",
        )
        .action(async (part: string, options: ConnectOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.connect(part, options));
        });
