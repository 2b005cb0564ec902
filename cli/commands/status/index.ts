import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, type Register, stackOption } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { StatusOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const status: Register = (program, { end }) =>
    program
        .command("status")
        .argument("[part]", "one part only, as <kind>/<name>: service/admin")
        .summary("show what runs of a stack, and how it is")
        .description(
            "Asks AWS about services, functions, servers, tasks, databases, caches, queues, sites and pipelines of a deployed " +
                "stack, and about alarms that ring, and shows each in a row: see docs/looking.md.",
        )
        .addOption(stackOption())
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                ...meaningsOf("failed", "usage", "missing", "broken", "inconclusive", "interrupted"),
                done: "nothing is broken",
            }),
        )
        .action(async (part: string | undefined, options: StatusOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.status(part, options));
        });
