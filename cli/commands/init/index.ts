import { createRequire } from "node:module";
import { Option } from "commander";
import { exitCodeHelp, type Register } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { InitOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const init: Register = (program, { end }) =>
    program
        .command("init")
        .argument("[folder]", "the project's folder, which is made or empty", ".")
        .summary("begin a project: a system of your own")
        .description(
            "Writes a Pulumi project that runs on this platform: configuration of four environments, a small " +
                "application, workflows. Asks for what no option says; --yes takes the defaults. Deploys nothing.",
        )
        .option("--name <name>", "of the project; default: the folder's")
        .option("--region <region>", "of AWS, such as eu-west-1")
        .option("--dev-account <id>", "the account of dev: 12 digits")
        .option("--staging-account <id>", "the account of staging")
        .option("--prod-account <id>", "the account of prod")
        .option(
            "--with <parts>",
            "what to begin with: api, site, service, server, database, several with commas, or none",
        )
        .option("--domain <domain>", "of prod; other environments are below it")
        .option("--email <address>", "who gets alarms")
        .option("--repository <owner/name>", "on GitHub: its workflows may deploy; default: none yet")
        .addOption(new Option("-y, --yes", "don't ask: take the default of every option that is not given"))
        .addHelpText("after", exitCodeHelp(meaningsOf("done", "usage", "interrupted")))
        .action(async (folder: string, options: InitOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.init(folder, options));
        });
