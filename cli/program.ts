import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { Command, CommanderError } from "commander";
import { exitCodes, type ExitCode } from "../operations/pulumi/failure";
import type { Register } from "./command";
import { alerts } from "./commands/alerts/index";
import { config } from "./commands/config/index";
import { connect } from "./commands/connect/index";
import { cost } from "./commands/cost/index";
import { destroy } from "./commands/destroy/index";
import { doctor } from "./commands/doctor/index";
import { down } from "./commands/down/index";
import { drift } from "./commands/drift/index";
import { driftIssue } from "./commands/driftIssue/index";
import { env } from "./commands/env/index";
import { exec } from "./commands/exec/index";
import { init } from "./commands/init/index";
import { invoke } from "./commands/invoke/index";
import { limits } from "./commands/limits/index";
import { logs } from "./commands/logs/index";
import { policy } from "./commands/policy/index";
import { preview } from "./commands/preview/index";
import { rehearse } from "./commands/rehearse/index";
import { run as runTask } from "./commands/run/index";
import { secret } from "./commands/secret/index";
import { shell } from "./commands/shell/index";
import { status } from "./commands/status/index";
import { up } from "./commands/up/index";
import { explain } from "./explain";
import { lookFrom } from "./project";
import { PLUMB } from "../model/plumb";

/** In the order of `plumb --help`. A command's own code is loaded when it runs, not to list it. */
const commands: readonly Register[] = [
    up,
    preview,
    down,
    destroy,
    runTask,
    status,
    logs,
    invoke,
    shell,
    connect,
    exec,
    rehearse,
    drift,
    driftIssue,
    policy,
    cost,
    limits,
    secret,
    alerts,
    config,
    env,
    doctor,
    init,
];

/** Those for the repository, which the published package lacks. */
function forDevelopers(): readonly Register[] {
    if (!existsSync(path.join(__dirname, "commands", "developers.ts"))) return [];
    return (createRequire(__filename)("./commands/developers") as { commands: readonly Register[] }).commands;
}

/** The commands that pass what stands after `--` on: to Pulumi, or as a program to run. */
const passOn = ["up", "preview", "destroy", "shell", "exec"];

/**
 * Runs one `plumb` command.
 * @returns the exit code; never throws and never ends the process itself
 */
export async function run(args: readonly string[]): Promise<ExitCode> {
    let exitCode: ExitCode = exitCodes.done;
    const separator = args.includes("--") ? args.indexOf("--") : args.length;
    const [own, extra] = [args.slice(0, separator), args.slice(separator + 1)];

    const program = new Command("plumb")
        .description(
            `An application platform on AWS as one Pulumi program. Start, without an AWS account: ${PLUMB} up`,
        )
        .option("--cwd <folder>", "find the project from there rather than from the current folder")
        .configureHelp({ showGlobalOptions: true })
        .hook("preAction", (_program, command) => {
            lookFrom(command.optsWithGlobals<{ cwd?: string }>().cwd);
        })
        .exitOverride();
    const end = (code: ExitCode): void => {
        exitCode = code;
    };
    for (const register of [...commands, ...forDevelopers()]) {
        register(program, { extra, end }).exitOverride().showHelpAfterError("(--help shows what there is)");
    }
    try {
        if (extra.length > 0 && !passOn.includes(own[0] ?? "")) {
            program.error(`error: only ${passOn.join(", ")} take arguments after --`);
        }
        await program.parseAsync(own, { from: "user" });
        return exitCode;
    } catch (error) {
        if (error instanceof CommanderError) {
            // Commander has shown its message. Asking for help is no mistake, everything else is wrong usage.
            return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
        }
        return explain(error);
    }
}
