import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, type Register } from "../../command";
import type * as implementation from "./run";
import type { DriftIssueOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const driftIssue: Register = (program, { end }) =>
    program
        .command("drift-issue")
        .summary("open, update or close a stack's issue about drift on GitHub")
        .description(
            "Holds one issue of a stack to its drift report: opens it when the stack has drifted, updates it while the " +
                "drift lasts, closes it when the drift is gone. Needs no AWS credentials, so that the job " +
                "that writes issues needs no access to the account.",
        )
        .argument("<report>", "the JSON report, as `plumb drift` writes it")
        .option(
            "--github-repo <owner/name>",
            "the repository (default: that of the workflow, GITHUB_REPOSITORY)",
        )
        .addOption(jsonOption())
        .addHelpText(
            "after",
            "\nEnvironment:\n" +
                "  GITHUB_TOKEN    a token with read and write access to the repository's issues\n" +
                "  GITHUB_API_URL  of a GitHub Enterprise Server (default: https://api.github.com)\n" +
                exitCodeHelp({
                    done: "done, with any verdict in the report",
                    failed: "GitHub refused, or does not answer",
                    usage: "wrong usage: no such report, no such repository, issues disabled",
                    missing: "GITHUB_TOKEN is missing, or may not do this",
                }),
        )
        .action(async (report: string, options: DriftIssueOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.driftIssue(report, options));
        });
