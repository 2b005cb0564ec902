import { exitCodes, Failure } from "../../pulumi/failure";

/** An error of Octokit's: GitHub's answer, or the reason for a missing one. */
interface RequestError {
    readonly status: number;
    readonly message: string;
    readonly response?: {
        readonly headers: Readonly<Record<string, string | number | undefined>>;
        readonly data?: unknown;
    };
    readonly cause?: unknown;
}

/** Meaning and remedy of GitHub's refusal; other errors stay unchanged. */
export function explainRefusal(error: unknown, repository: string, apiUrl: string): unknown {
    if (!isRequestError(error)) return error;
    const { status, response } = error;
    if (response === undefined) {
        return new Failure(`GitHub does not answer at ${apiUrl}: ${reason(error)}.`);
    }
    const limit = rateLimit(status, response.headers);
    if (limit !== undefined) {
        return new Failure(`GitHub's rate limit is used up (${status}); ${limit}.`);
    }
    const said = answer(response.data);
    switch (status) {
        case 401:
            return new Failure(
                `GitHub does not accept the token in GITHUB_TOKEN (401${said}): it has expired, was revoked, or ` +
                    `is not one for ${apiUrl}.`,
                exitCodes.missing,
            );
        case 403:
            return new Failure(
                `The token in GITHUB_TOKEN lacks permission in ${repository} (403${said}). It needs to read and ` +
                    "write issues: in a workflow `permissions: { issues: write }`.",
                exitCodes.missing,
            );
        case 404:
            return new Failure(
                `There is no repository ${repository} at ${apiUrl}, or the token in GITHUB_TOKEN has no access to it ` +
                    "(404). Check --github-repo.",
                exitCodes.usage,
            );
        case 410:
            return new Failure(
                `Issues are disabled in ${repository} (410). Enable them in the repository's settings, or name ` +
                    "another one with --github-repo.",
                exitCodes.usage,
            );
        default:
            return new Failure(`GitHub answered ${status}${said} for ${repository}.`);
    }
}

function isRequestError(error: unknown): error is RequestError {
    return error instanceof Error && "status" in error && typeof error.status === "number";
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function rateLimit(
    status: number,
    headers: Readonly<Record<string, string | number | undefined>>,
): string | undefined {
    if (status !== 403 && status !== 429) return undefined;
    const wait = Number(headers["retry-after"]);
    if (wait > 0) return `it asks to wait for ${wait} s`;
    const reset = Number(headers["x-ratelimit-reset"]);
    if (String(headers["x-ratelimit-remaining"]) === "0" && reset > 0) {
        return `it starts again at ${new Date(reset * 1000).toISOString()}`;
    }
    return status === 429 ? "try again in a minute" : undefined;
}

function answer(data: unknown): string {
    const message = typeof data === "object" && data !== null && "message" in data ? data.message : undefined;
    return typeof message === "string" && message !== "" ? `: ${message}` : "";
}

/** Node hides the reason of a failed connection in the cause of the cause. */
function reason(error: RequestError): string {
    let innermost: unknown = error;
    while (innermost instanceof Error && innermost.cause !== undefined) innermost = innermost.cause;
    const code = innermost instanceof Error && "code" in innermost ? innermost.code : undefined;
    return typeof code === "string" ? code : innermost instanceof Error ? innermost.message : error.message;
}
