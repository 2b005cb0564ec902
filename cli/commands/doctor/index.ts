import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, type Register, stackOption } from "../../command";
import type * as implementation from "./run";
import type { DoctorOptions } from "./run";
import { PLUMB } from "../../../model/plumb";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const doctor: Register = (program, { end }) =>
    program
        .command("doctor")
        .summary("show installed and missing programs, and the next step")
        .description(
            "Shows every program this project uses, with version and place, and how to install each missing one.",
        )
        .addOption(stackOption())
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                done: `\`${PLUMB} up\` would work`,
                usage: "wrong usage or configuration",
                missing: `something is missing that \`${PLUMB} up\` can't set up itself`,
            }),
        )
        .action(async (options: DoctorOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.doctor(options));
        });
