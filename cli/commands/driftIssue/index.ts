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
            "Makes the one issue of a stack say what a drift report says: opened when something has drifted, updated " +
                "while it has, closed when it has not any more. Needs no AWS credentials, so that a job which may " +
                "write issues need not be the one that may read the account.",
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
                "  GITHUB_TOKEN    a token that may read and write the repository's issues\n" +
                "  GITHUB_API_URL  of a GitHub Enterprise Server (default: https://api.github.com)\n" +
                exitCodeHelp({
                    done: "done, whatever the report says",
                    failed: "GitHub refused, or does not answer",
                    usage: "wrong usage: no such report, no such repository, issues disabled",
                    missing: "GITHUB_TOKEN is missing, or may not do this",
                }),
        )
        .action(async (report: string, options: DriftIssueOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.driftIssue(report, options));
        });
