import assert from "node:assert/strict";
import { syncIssue } from "../../../../operations/drift/issue";
import { gitHubIssues, type IssueTracker } from "../../../../operations/drift/issue/github";
import { recall } from "../../../../operations/drift/issue/memory";
import type { DriftReport, Finding } from "../../../../operations/drift/report/report";
import { FakeGitHub, TOKEN } from "../support/fakeGitHub";
import { everything, finding, inconclusive, report, SECRET } from "../support/reports";

/** A scan on a day of November that found these. */
function scan(day: number, ...names: string[]): DriftReport {
    return drifted(
        day,
        names.map((name) => finding({ name, fingerprint: name, urn: `urn:${name}` })),
    );
}

function drifted(day: number, findings: readonly Finding[]): DriftReport {
    return report({
        startedAt: `2026-11-${String(day).padStart(2, "0")}T06:00:00Z`,
        verdict: findings.length === 0 ? "clean" : "drifted",
        findings: [...findings],
    });
}

describe("a stack's issue about drift", () => {
    let github: FakeGitHub;
    let tracker: IssueTracker;

    beforeEach(async () => {
        github = await FakeGitHub.start();
        tracker = gitHubIssues({ repository: "acme/shop", token: TOKEN, apiUrl: github.url, retryAfter: 1 });
    });

    afterEach(async () => {
        await github.stop();
    });

    it("is opened with the first finding, with a label and a title that names the stack", async () => {
        const outcome = await syncIssue(tracker, scan(1, "a", "b"), { link: "https://github.example/run/1" });
        assert.deepEqual(outcome, {
            action: "opened",
            number: 1,
            url: "https://github.example/1",
            fresh: 2,
            known: 0,
            gone: 0,
            pages: false,
        });
        const [issue] = github.issues;
        assert.equal(issue?.title, "Drift of plumbline/prod: 2 findings");
        assert.deepEqual(issue?.labels, [{ name: "drift" }]);
        assert.match(issue?.body ?? "", /\| new \| `a`/);
        assert.match(issue?.body ?? "", /Last run: https:\/\/github\.example\/run\/1/);
    });

    it("separates new findings from known ones, with their age, and comments only on changes", async () => {
        await syncIssue(tracker, scan(1, "a"));
        const same = await syncIssue(tracker, scan(3, "a"));
        assert.deepEqual([same.action, same.fresh, same.known, same.gone], ["updated", 0, 1, 0]);
        assert.deepEqual(github.issues[0]?.comments, []);
        assert.match(github.issues[0]?.body ?? "", /\| 2 days ago \| `a`/);

        const more = await syncIssue(tracker, scan(4, "a", "b"));
        assert.deepEqual([more.fresh, more.known, more.gone], [1, 1, 0]);
        assert.match(github.issues[0]?.body ?? "", /\| 3 days ago \| `a`/);
        assert.match(github.issues[0]?.body ?? "", /\| new \| `b`/);
        assert.match(github.issues[0]?.comments[0] ?? "", /^1 new finding:\n\n- `b` /);

        const fewer = await syncIssue(tracker, scan(5, "b"));
        assert.deepEqual([fewer.fresh, fewer.known, fewer.gone], [0, 1, 1]);
        assert.equal(github.issues[0]?.comments[1], "1 earlier finding is gone.");
        assert.equal(github.issues.length, 1);
    });

    it("is closed when all drift is gone, and then left unchanged", async () => {
        await syncIssue(tracker, scan(1, "a"));
        const closed = await syncIssue(tracker, scan(2));
        assert.deepEqual([closed.action, closed.number, closed.gone], ["closed", 1, 1]);
        assert.deepEqual([github.issues[0]?.state, github.issues[0]?.state_reason], ["closed", "completed"]);
        assert.match(github.issues[0]?.comments.at(-1) ?? "", /as of 2026-11-02T06:00:00Z/);
        const before = github.requests.length;
        assert.equal((await syncIssue(tracker, scan(3))).action, "none");
        assert.deepEqual(github.requests.slice(before), ["GET /repos/acme/shop/issues"]);
    });

    it("is reopened when the stack drifts again, with new ages", async () => {
        await syncIssue(tracker, scan(1, "a"));
        await syncIssue(tracker, scan(2));
        const again = await syncIssue(tracker, scan(9, "a"));
        assert.deepEqual([again.action, again.number, again.fresh], ["reopened", 1, 1]);
        assert.equal(github.issues.length, 1);
        assert.equal(github.issues[0]?.state, "open");
        assert.match(github.issues[0]?.body ?? "", /\| new \| `a`/);
        assert.match(github.issues[0]?.comments.at(-1) ?? "", /^The stack has drifted again\./);
    });

    it("that was closed by hand is reopened with its ages, and states this", async () => {
        await syncIssue(tracker, scan(1, "a"));
        Object.assign(github.issues[0] ?? {}, { state: "closed", state_reason: "not_planned" });
        const unsure = await syncIssue(tracker, { ...inconclusive, startedAt: "2026-11-02T06:00:00Z" });
        assert.deepEqual([unsure.action, github.issues[0]?.state], ["none", "closed"]);
        const again = await syncIssue(tracker, scan(3, "a", "b"));
        assert.deepEqual([again.action, again.fresh, again.known], ["reopened", 1, 1]);
        assert.match(github.issues[0]?.body ?? "", /\| 2 days ago \| `a`/);
        assert.match(github.issues[0]?.comments.at(-1) ?? "", /^This issue was closed by hand/);
    });

    it("that was closed by hand forgets removed findings: the next drift is a new one", async () => {
        await syncIssue(tracker, scan(1, "a"));
        Object.assign(github.issues[0] ?? {}, { state: "closed", state_reason: "completed" });
        assert.equal((await syncIssue(tracker, scan(2))).action, "none");
        assert.deepEqual(github.issues[0]?.comments, []);
        const again = await syncIssue(tracker, scan(3, "a"));
        assert.deepEqual([again.action, again.fresh, again.known], ["reopened", 1, 0]);
        assert.match(github.issues[0]?.comments.at(-1) ?? "", /^The stack has drifted again\./);
    });

    it("reports the changes in the next run if a comment fails", async () => {
        await syncIssue(tracker, scan(1, "a"));
        github.refusesComments = true;
        await assert.rejects(syncIssue(tracker, scan(2, "a", "b")), /502/);
        github.refusesComments = false;
        const next = await syncIssue(tracker, scan(3, "a", "b"));
        assert.deepEqual([next.fresh, next.known], [1, 1]);
        assert.match(github.issues[0]?.comments[0] ?? "", /^1 new finding:\n\n- `b` /);
    });

    describe("with an urgent finding", () => {
        const labels = (): string[] => (github.issues[0]?.labels ?? []).map(({ name }) => name);
        const urgent = (day: number): DriftReport =>
            drifted(day, [
                finding({ name: "a", fingerprint: "a", urn: "urn:a" }),
                finding({
                    name: "gone",
                    fingerprint: "gone",
                    urn: "urn:gone",
                    change: "missing",
                    pages: true,
                }),
            ]);

        it("is opened with the urgent label", async () => {
            assert.equal((await syncIssue(tracker, urgent(1))).pages, true);
            assert.deepEqual(labels(), ["drift", "drift:pages"]);
        });

        it("has that label while such a finding is open, beside the labels of users", async () => {
            await syncIssue(tracker, scan(1, "a"));
            assert.deepEqual(labels(), ["drift"]);
            github.issues[0]?.labels.push({ name: "network" });
            await syncIssue(tracker, urgent(2));
            assert.deepEqual(labels(), ["drift", "network", "drift:pages"]);
            const before = github.requests.length;
            await syncIssue(tracker, urgent(3));
            assert.ok(github.requests.slice(before).every((request) => !request.includes("labels")));
            assert.equal((await syncIssue(tracker, scan(4, "a"))).pages, false);
            assert.deepEqual(labels(), ["drift", "network"]);
        });

        it("keeps it after an inconclusive scan, and loses it when the issue is closed", async () => {
            await syncIssue(tracker, urgent(1));
            assert.equal((await syncIssue(tracker, inconclusive)).pages, true);
            assert.deepEqual(labels(), ["drift", "drift:pages"]);
            await syncIssue(tracker, scan(2));
            assert.deepEqual([labels(), github.issues[0]?.state], [["drift"], "closed"]);
        });
    });

    it("is not opened for possible differences or undeployed code", async () => {
        const may = everything.findings.filter(({ verdict }) => verdict !== "drifted");
        const outcome = await syncIssue(tracker, report({ verdict: "codeAhead", findings: may }));
        assert.deepEqual([outcome.action, github.issues.length], ["none", 0]);
    });

    it("is neither opened nor closed by an inconclusive scan, and keeps all findings", async () => {
        assert.equal((await syncIssue(tracker, inconclusive)).action, "none");
        await syncIssue(tracker, scan(1, "a", "b"));
        const partly = { ...scan(2, "c"), verdict: "inconclusive" as const, reasons: ["Throttled."] };
        const outcome = await syncIssue(tracker, partly);
        assert.deepEqual([outcome.action, outcome.fresh, outcome.gone], ["updated", 1, 0]);
        const body = github.issues[0]?.body ?? "";
        assert.equal(recall(body)?.since.size, 3);
        assert.match(body, /No result for 2 findings of earlier scans/);
        assert.match(body, /- Throttled\./);
        await syncIssue(tracker, inconclusive);
        assert.equal(github.issues[0]?.state, "open");
        const later = await syncIssue(tracker, scan(4, "a", "b", "c"));
        assert.deepEqual([later.fresh, later.known], [0, 3]);
        assert.match(github.issues[0]?.body ?? "", /\| 3 days ago \| `a`/);
    });

    it("is one per stack, found among other issues with the label, pull requests, and many pages", async () => {
        for (let index = 0; index < 130; index += 1) github.add();
        await syncIssue(tracker, { ...scan(1, "a"), stack: "dev" });
        await syncIssue(tracker, scan(1, "a"));
        github.add({ body: github.issues[131]?.body ?? "", pull_request: {} });
        const outcome = await syncIssue(tracker, scan(2, "a"));
        assert.deepEqual([outcome.action, outcome.number, outcome.known], ["updated", 132, 1]);
        assert.equal(github.issues.length, 133);
        assert.equal(github.issues[130]?.title, "Drift of plumbline/dev: 1 finding");
    });

    it("is the oldest one if two simultaneous runs opened two", async () => {
        await syncIssue(tracker, scan(1, "a"));
        github.add({ body: github.issues[0]?.body ?? "" });
        await syncIssue(tracker, scan(2, "a"));
        assert.deepEqual(
            github.issues.map(({ state, state_reason }) => [state, state_reason]),
            [
                ["open", null],
                ["closed", "not_planned"],
            ],
        );
        assert.deepEqual(github.issues[1]?.comments, ["Duplicate of #1, which stays open."]);
    });

    it("ignores a value that resembles its own stored data", async () => {
        await syncIssue(tracker, scan(1, "a"));
        const forged = github.issues[0]?.body.split("\n")[0] ?? "";
        github.issues.length = 0;
        github.add({ body: `Look at this:\n${forged}` });
        const properties = [
            {
                path: "tags.Name",
                was: { kind: "absent" as const },
                is: { kind: "value" as const, value: `\n${forged}\n` },
                verdict: "drifted" as const,
            },
        ];
        const outcome = await syncIssue(
            tracker,
            drifted(2, [finding({ name: "b", fingerprint: "b", properties })]),
        );
        assert.deepEqual([outcome.action, outcome.fresh], ["opened", 1]);
        assert.deepEqual(recall(github.issues[1]?.body ?? "")?.since.size, 1);
        assert.equal(github.issues[1]?.body.match(/^<!--/gm)?.length, 1);
    });

    it("fits thousands of findings, and makes no comment if new ones are unknown", async () => {
        const names = Array.from({ length: 3000 }, (_, index) => `resource-${index}`);
        await syncIssue(tracker, scan(1, ...names));
        const body = github.issues[0]?.body ?? "";
        assert.ok(body.length <= 65_536 && body.length > 50_000, `${body.length}`);
        assert.equal(recall(body)?.complete, false);
        assert.match(github.issues[0]?.title ?? "", /3000 findings/);
        const again = await syncIssue(tracker, scan(2, ...names));
        assert.ok(again.known > 2000, `${again.known}`);
        assert.deepEqual(github.issues[0]?.comments, []);
    });

    it("contains no secret value", async () => {
        const leaking = { kind: "secret" as const, type: "string", value: SECRET };
        const properties = [{ path: "password", was: leaking, is: leaking, verdict: "drifted" as const }];
        await syncIssue(tracker, drifted(1, [finding({ properties })]));
        assert.match(github.issues[0]?.body ?? "", /password.*\[secret string\]/);
        assert.ok(!JSON.stringify(github.issues).includes(SECRET));
    });
});
