import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { retry } from "@octokit/plugin-retry";
import { repository as repositoryName } from "../../../config/sections/delivery/delivery";
import { exitCodes, Failure } from "../../pulumi/failure";
import { explainRefusal } from "./refusal";

/** An issue, as far as it matters here. */
export interface Issue {
    readonly number: number;
    readonly url: string;
    readonly open: boolean;
    readonly body: string;
    readonly labels: readonly string[];
}

/** New values of an issue; the others stay. */
export interface IssueChange {
    readonly title?: string;
    readonly body?: string;
    readonly state?: "open" | "closed";
    readonly reason?: "completed" | "not_planned" | "reopened";
}

/** Operations on the issues of one repository. */
export interface IssueTracker {
    /** All issues with the label, open and closed, the oldest first. */
    list(label: string): Promise<Issue[]>;
    create(issue: { title: string; body: string; labels: readonly [string, ...string[]] }): Promise<Issue>;
    change(number: number, change: IssueChange): Promise<void>;
    comment(number: number, text: string): Promise<void>;
    /** Adds one label; the others stay. */
    addLabel(number: number, label: string): Promise<void>;
    removeLabel(number: number, label: string): Promise<void>;
}

export interface GitHubOptions {
    /** `owner/name` */
    readonly repository: string;
    /** Needs to read and write issues. */
    readonly token: string;
    /** @default https://api.github.com */
    readonly apiUrl?: string | undefined;
    /** Milliseconds before the first repetition of what a broken server did not answer. @default 1000 */
    readonly retryAfter?: number;
}

/** GitHub's statuses that a retry does not change, and rate limits: the next run retries. */
const FINAL = [400, 401, 403, 404, 410, 422, 429, 451];

const Client = Octokit.plugin(paginateRest, retry);

/**
 * The issues of a repository on GitHub, or on a GitHub Enterprise Server.
 * @throws Failure if name or address can't be right; its functions throw Failures with a remedy, and without
 * the token
 */
export function gitHubIssues(options: GitHubOptions): IssueTracker {
    const { token } = options;
    const apiUrl = checkedUrl(options.apiUrl ?? "https://api.github.com");
    const [owner = "", repo = ""] = checkedName(options.repository).split("/");
    const client = new Client({
        auth: token,
        baseUrl: apiUrl,
        userAgent: "plumbline",
        log: silent,
        retry: { doNotRetry: FINAL, retries: 2, retryAfterBaseValue: options.retryAfter ?? 1000 },
    });
    const where = { owner, repo };
    const asked = async <T>(request: Promise<T>): Promise<T> =>
        request.catch((error: unknown) => {
            throw explainRefusal(error, `${owner}/${repo}`, apiUrl);
        });
    // Sent twice it would be there twice.
    const once = { request: { retries: 0 } };
    return {
        async list(label) {
            const found = await asked(
                client.paginate("GET /repos/{owner}/{repo}/issues", {
                    ...where,
                    labels: label,
                    state: "all",
                    sort: "created",
                    direction: "asc",
                    per_page: 100,
                }),
            );
            // For GitHub a pull request is an issue, too.
            return found.filter((issue) => issue.pull_request === undefined).map(issueOf);
        },
        async create({ title, body, labels: wanted }) {
            const [label] = wanted;
            const { data } = await asked(
                client.request("POST /repos/{owner}/{repo}/issues", {
                    ...where,
                    ...once,
                    title,
                    body,
                    labels: [...wanted],
                }),
            );
            if (!labelsOf(data).includes(label)) {
                // Without it the next run would not find the issue and open another one, every time.
                throw new Failure(
                    `GitHub opened issue #${data.number} in ${owner}/${repo} without the label "${label}", by ` +
                        "which the next run would find it. Give the token write access to the repository's " +
                        "issues, and that issue the label.",
                );
            }
            return issueOf(data);
        },
        async change(number, { title, body, state, reason }) {
            await asked(
                client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
                    ...where,
                    issue_number: number,
                    ...(title === undefined ? {} : { title }),
                    ...(body === undefined ? {} : { body }),
                    ...(state === undefined ? {} : { state }),
                    ...(reason === undefined ? {} : { state_reason: reason }),
                }),
            );
        },
        async comment(number, text) {
            await asked(
                client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
                    ...where,
                    ...once,
                    issue_number: number,
                    body: text,
                }),
            );
        },
        async addLabel(number, label) {
            await asked(
                client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
                    ...where,
                    issue_number: number,
                    labels: [label],
                }),
            );
        },
        async removeLabel(number, label) {
            await asked(
                client.request("DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", {
                    ...where,
                    issue_number: number,
                    name: label,
                }),
            );
        },
    };
}

interface GitHubIssue {
    readonly number: number;
    readonly html_url: string;
    readonly state: string;
    readonly body?: string | null | undefined;
    readonly labels: readonly (string | { readonly name?: string })[];
}

function issueOf(issue: GitHubIssue): Issue {
    const { number, html_url, state, body } = issue;
    return { number, url: html_url, open: state === "open", body: body ?? "", labels: labelsOf(issue) };
}

function labelsOf({ labels }: Pick<GitHubIssue, "labels">): string[] {
    return labels.map((label) => (typeof label === "string" ? label : (label.name ?? "")));
}

const quiet = (): void => undefined;
/** Reports each error once, as a Failure. */
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };

function checkedName(name: string): string {
    if (!repositoryName.safeParse(name).success) {
        throw new Failure(
            `--github-repo: "${name}" is no repository on GitHub; it must be owner/name, such as acme/shop.`,
            exitCodes.usage,
        );
    }
    return name;
}

/** The token goes there, so it must be encrypted on its way. */
function checkedUrl(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const here = ["127.0.0.1", "[::1]", "localhost"].includes(url?.hostname ?? "");
    if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && here))) {
        throw new Failure(
            `GITHUB_API_URL: "${text}" must be an https:// address, such as https://api.github.com or ` +
                "https://github.example.com/api/v3.",
            exitCodes.usage,
        );
    }
    return text.replace(/\/+$/, "");
}
