import { createRequire } from "node:module";
import { Option } from "commander";
import { exitCodeHelp, operationExitCodes, type Register, stackOption } from "../../command";
import { endings } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { ExecOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const exec: Register = (program, { end, extra }) =>
    program
        .command("exec")
        .usage("[options] <service> [-- <command> …]")
        .argument("<service>", "the service, as service/<name>")
        .summary("run a command in a container of a service in AWS")
        .description(
            "Runs a command, by default /bin/sh, in a container of a service by ECS Exec, which plumbline:containers.shell allows: see " +
                "docs/looking.md. A stack of tier prod is asked about first. The emulator has no containers: use plumb shell there.",
        )
        .addOption(stackOption())
        .addOption(new Option("-y, --yes", "don't ask before running something in a stack of tier prod"))
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                done: "the session has ended; ECS Exec does not tell how the command has",
                inconclusive: endings.inconclusive.meaning,
            }),
        )
        .action(async (service: string, options: ExecOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.exec(service, options, extra));
        });
