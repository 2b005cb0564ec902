import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { syncIssue } from "../../../../operations/drift/issue";
import { gitHubIssues } from "../../../../operations/drift/issue/github";
import { exitCodes, Failure } from "../../../../operations/pulumi/failure";
import { type Ended, plumb } from "../../../support/plumb";
import { FakeGitHub, type Refusal, TOKEN } from "../support/fakeGitHub";
import { everything, report } from "../support/reports";

const root = path.resolve(__dirname, "../../../..");

interface Case extends Refusal {
    readonly name: string;
    readonly says: RegExp;
    readonly exitCode: number;
    /** Requests that it takes; 1 unless it is worth another try. */
    readonly tries?: number;
}

const refusals: readonly Case[] = [
    {
        name: "a bad token",
        status: 401,
        message: "Bad credentials",
        says: /GITHUB_TOKEN \(401: Bad/,
        exitCode: 3,
    },
    {
        name: "missing permission",
        status: 403,
        message: "Resource not accessible by integration",
        says: /issues: write/,
        exitCode: 3,
    },
    {
        name: "a used-up rate limit",
        status: 403,
        message: "API rate limit exceeded",
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795240800" },
        says: /rate limit is used up \(403\); it starts again at 2026-11-21T06:00:00\.000Z/,
        exitCode: 1,
    },
    {
        name: "the secondary rate limit",
        status: 429,
        headers: { "retry-after": "60" },
        says: /rate limit is used up \(429\); it asks to wait for 60 s/,
        exitCode: 1,
    },
    {
        name: "an unknown repository",
        status: 404,
        message: "Not Found",
        says: /no repository acme\/shop/,
        exitCode: 2,
    },
    { name: "disabled issues", status: 410, says: /Issues are disabled in acme\/shop/, exitCode: 2 },
    { name: "a broken server", status: 502, says: /GitHub answered 502/, exitCode: 1, tries: 3 },
];

describe("errors of GitHub", () => {
    let github: FakeGitHub;

    beforeEach(async () => {
        github = await FakeGitHub.start();
    });

    afterEach(async () => {
        await github.stop();
    });

    const sync = async (token = TOKEN, repository = "acme/shop"): Promise<unknown> =>
        syncIssue(gitHubIssues({ repository, token, apiUrl: github.url, retryAfter: 1 }), everything);

    const isFailure = (says: RegExp, exitCode: number) => (error: unknown) => {
        assert.ok(error instanceof Failure, String(error));
        assert.match(error.message, says);
        assert.equal(error.exitCode, exitCode);
        assert.ok(!error.message.includes(TOKEN));
        return true;
    };

    for (const { name, says, exitCode, tries = 1, ...refusal } of refusals) {
        it(`give a message with advice: ${name}`, async () => {
            github.refusal = refusal;
            await assert.rejects(sync(), isFailure(says, exitCode));
            assert.equal(github.requests.length, tries);
        });
    }

    it("are retried after a temporary server error", async () => {
        github.refusal = { status: 503, times: 2 };
        await sync();
        assert.equal(github.issues.length, 1);
    });

    it("never open an issue twice", async () => {
        const tracker = gitHubIssues({
            repository: "acme/shop",
            token: TOKEN,
            apiUrl: github.url,
            retryAfter: 1,
        });
        github.refusal = { status: 502 };
        await assert.rejects(tracker.create({ title: "a", body: "b", labels: ["drift"] }), Failure);
        assert.deepEqual(github.requests, ["POST /repos/acme/shop/issues"]);
    });

    it("include an invalid token", async () => {
        await assert.rejects(sync("ghs_another"), isFailure(/does not accept the token/, exitCodes.missing));
    });

    it("include a label that it drops silently, although the issue is found by it", async () => {
        github.dropsLabels = true;
        await assert.rejects(sync(), isFailure(/issue #1 .* without the label "drift"/, exitCodes.failed));
    });

    it("include no answer at all", async () => {
        await github.stop();
        await assert.rejects(sync(), isFailure(/does not answer at .*ECONNREFUSED/, exitCodes.failed));
        github = await FakeGitHub.start();
    });

    it("are avoided for an invalid name or address: no request is sent", () => {
        const of = (repository: string, apiUrl?: string) => () =>
            gitHubIssues({ repository, token: TOKEN, apiUrl });
        assert.throws(of("shop"), isFailure(/--github-repo: "shop"/, exitCodes.usage));
        assert.throws(of("acme/shop", "http://github.example.com"), isFailure(/https:/, exitCodes.usage));
        assert.throws(of("acme/shop", "no address"), isFailure(/GITHUB_API_URL/, exitCodes.usage));
    });
});

describe("plumb drift-issue", () => {
    let github: FakeGitHub;
    let folder: string;

    beforeEach(async () => {
        github = await FakeGitHub.start();
        folder = mkdtempSync(path.join(tmpdir(), "plumbline-unit-"));
    });

    afterEach(async () => {
        await github.stop();
        rmSync(folder, { recursive: true });
    });

    async function sync(
        content: string,
        environment: Readonly<Record<string, string>> = {},
        ...args: string[]
    ): Promise<Ended> {
        const file = path.join(folder, "drift.json");
        writeFileSync(file, content);
        const ended = await plumb(["drift-issue", file, ...args], {
            env: { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: "", GITHUB_TOKEN: "", ...environment },
        });
        assert.ok(!ended.all.includes(TOKEN), "the token is never shown");
        return ended;
    }

    it("shows no token even with debug output of every library", async () => {
        const file = path.join(folder, "drift.json");
        writeFileSync(file, JSON.stringify(everything));
        // Libraries look at the variable when they are loaded, so this takes a process of its own.
        const { exitCode, all } = await execa(
            process.execPath,
            [path.join(root, "cli/main.mjs"), "drift-issue", file],
            {
                all: true,
                reject: false,
                env: {
                    ...{ GITHUB_API_URL: github.url, GITHUB_REPOSITORY: "acme/shop", GITHUB_TOKEN: TOKEN },
                    DEBUG: "*",
                },
            },
        );
        assert.equal(exitCode, 0, all);
        assert.ok(!all.includes(TOKEN), "the token is never shown");
    }).timeout(30_000);

    it("opens and closes the issue of a report, and reports it", async () => {
        const environment = { GITHUB_TOKEN: TOKEN, GITHUB_REPOSITORY: "acme/shop" };
        const opened = await sync(JSON.stringify(everything), environment);
        assert.equal(opened.code, 0, opened.all);
        assert.equal(
            opened.stdout,
            "plumbline/prod: issue #1 opened; 3 new, 0 known, 0 gone; urgent: broken rules or missing resources. https://github.example/1\n",
        );
        const clean = JSON.stringify(report());
        const closed = await sync(clean, { GITHUB_TOKEN: TOKEN }, "--github-repo", "acme/shop", "--json");
        assert.deepEqual(JSON.parse(closed.stdout), {
            action: "closed",
            number: 1,
            url: "https://github.example/1",
            fresh: 0,
            known: 0,
            gone: 3,
            pages: false,
        });
    }).timeout(30_000);

    it("reports missing or wrong input before any request to GitHub", async () => {
        const good = JSON.stringify(report());
        const repository = { GITHUB_REPOSITORY: "acme/shop" };
        const noToken = await sync(good, repository);
        assert.deepEqual([noToken.code, /GITHUB_TOKEN is not set/.test(noToken.all)], [3, true]);
        const noRepository = await sync(good, { GITHUB_TOKEN: TOKEN });
        assert.deepEqual([noRepository.code, /--github-repo/.test(noRepository.all)], [2, true]);
        const noReport = await sync('{"version": 9}', { GITHUB_TOKEN: TOKEN, ...repository });
        assert.equal(noReport.code, 2);
        assert.match(noReport.all, /no drift report[^]*version/);
        assert.doesNotMatch(noReport.all, /\n +at /);
        assert.deepEqual(github.requests, []);
    }).timeout(30_000);
});
