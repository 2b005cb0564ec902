import { readFile } from "node:fs/promises";
import * as z from "zod";
import { type IssueOutcome, syncIssue } from "../../../operations/drift/issue";
import { gitHubIssues } from "../../../operations/drift/issue/github";
import { type DriftReport, driftReport } from "../../../operations/drift/report/report";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";

export interface DriftIssueOptions {
    readonly githubRepo?: string;
    readonly json?: boolean;
}

/** `plumb drift-issue`: see index.ts. */
export async function driftIssue(file: string, options: DriftIssueOptions): Promise<ExitCode> {
    const report = await readReport(file);
    const tracker = gitHubIssues({
        repository: needed(
            options.githubRepo ?? variable("GITHUB_REPOSITORY"),
            "Name the repository with --github-repo owner/name.",
            exitCodes.usage,
        ),
        token: needed(
            variable("GITHUB_TOKEN"),
            "GITHUB_TOKEN is not set. It must be a token with read and write access to the repository's issues; in a " +
                "workflow: `env: { GITHUB_TOKEN: ${{ github.token }} }`.",
            exitCodes.missing,
        ),
        apiUrl: variable("GITHUB_API_URL"),
    });
    const outcome = await syncIssue(tracker, report, { link: runLink() });
    console.log(options.json ? JSON.stringify(outcome, undefined, 2) : told(report, outcome));
    return exitCodes.done;
}

async function readReport(file: string): Promise<DriftReport> {
    const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        throw new Failure(
            `The report "${file}" cannot be read: ${error.code ?? error.message}.`,
            exitCodes.usage,
        );
    });
    const parsed = driftReport.safeParse(json(text));
    if (!parsed.success) {
        throw new Failure(
            `"${file}" is no drift report, as \`plumb drift --format json\` writes it:\n` +
                z.prettifyError(parsed.error),
            exitCodes.usage,
        );
    }
    return parsed.data;
}

function json(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function told({ project, stack }: DriftReport, outcome: IssueOutcome): string {
    const { action, number, url, fresh, known, gone, pages } = outcome;
    const what = action === "none" ? "no issue to open, change or close" : `issue #${number ?? 0} ${action}`;
    return `${project}/${stack}: ${what}; ${fresh} new, ${known} known, ${gone} gone${pages ? "; urgent: broken rules or missing resources" : ""}${url ? `. ${url}` : ""}`;
}

/** The run of the workflow that this is part of. */
function runLink(): string | undefined {
    const [server, repository, run] = ["SERVER_URL", "REPOSITORY", "RUN_ID"].map((name) =>
        variable(`GITHUB_${name}`),
    );
    return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

/** An empty variable counts as unset: an expression without a value leaves one in a workflow. */
function variable(name: string): string | undefined {
    return process.env[name] || undefined;
}

function needed(value: string | undefined, message: string, exitCode: ExitCode): string {
    if (value === undefined) throw new Failure(message, exitCode);
    return value;
}
