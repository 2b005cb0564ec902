import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import * as path from "node:path";
import { scan, type Scan, type ScanOptions } from "../../../operations/drift/scan";
import { FakePulumi, type Script } from "./support/fakePulumi";

const queue = (name: string, visibilityTimeoutSeconds = 30): object => ({
    urn: urnOf(name),
    type: "aws:sqs/queue:Queue",
    custom: true,
    id: name,
    inputs: { visibilityTimeoutSeconds },
    outputs: { visibilityTimeoutSeconds, name },
});

const urnOf = (name: string): string => `urn:pulumi:unit::project::aws:sqs/queue:Queue::${name}`;

const stateOf = (resources: readonly object[], rest: object = {}): string =>
    JSON.stringify({ version: 3, deployment: { manifest: { time: "then" }, resources, ...rest } });

const gone = (name: string): object => ({
    diagnosticEvent: { urn: urnOf(name), severity: "error", message: "AccessDenied: not authorized" },
});

describe("a scan", function () {
    this.timeout(60_000);
    let pulumi: FakePulumi;

    afterEach(async () => {
        await pulumi.remove();
    });

    async function scanOf(
        exported: string,
        script: Script,
        options: Partial<ScanOptions> = {},
        made: Parameters<typeof FakePulumi.create>[2] = {},
    ): Promise<Scan["report"]> {
        pulumi = await FakePulumi.create(exported, script, made);
        const limits = { maxMissing: 5, maxMissingPercent: 10, timeout: 60_000, authors: false };
        const { report } = await scan({ engine: pulumi.engine, code: false, ...limits, ...options });
        return report;
    }

    const before = stateOf([queue("jobs"), queue("mails")]);

    it("finds drifted resources", async () => {
        const live = stateOf([queue("jobs", 60), queue("mails")]);
        const differs = { op: "update", urn: urnOf("jobs"), type: "", diffs: ["visibilityTimeoutSeconds"] };
        const report = await scanOf(before, {
            refreshes: [{ live }, { events: [{ resOutputsEvent: { metadata: differs } }] }],
        });
        assert.equal(report.verdict, "drifted");
        assert.deepEqual(
            report.findings.map(({ name, verdict }) => [name, verdict]),
            [["jobs", "drifted"]],
        );
        assert.equal(report.state.before, report.state.after);
    });

    it("runs the policies on drift, but not on delegated changes", async () => {
        const owner = {
            urn: "urn:pulumi:unit::project::plumbline:index:Queue::jobs",
            type: "plumbline:index:Queue",
            custom: false,
            outputs: {
                delegations: [
                    {
                        type: "aws:sqs/queue:Queue",
                        name: "jobs",
                        path: "visibilityTimeoutSeconds",
                        band: { min: 30, max: 90 },
                        by: "somebody",
                    },
                ],
            },
        };
        const urn = "urn:pulumi:unit::project::plumbline:index:Queue$aws:sqs/queue:Queue::jobs";
        const differs = { op: "update", urn, type: "", diffs: ["visibilityTimeoutSeconds"] };
        const asked = async (seconds: number) => {
            let times = 0;
            const members = (value: number) => [owner, { ...queue("jobs", value), urn, parent: owner.urn }];
            const report = await scanOf(
                stateOf(members(30)),
                {
                    refreshes: [
                        { live: stateOf(members(seconds)) },
                        { events: [{ resOutputsEvent: { metadata: differs } }] },
                    ],
                },
                {
                    analyze: () => {
                        times += 1;
                        return Promise.resolve([]);
                    },
                },
            );
            return [report.verdict, times];
        };
        assert.deepEqual(await asked(60), ["delegatedOrWaived", 0]);
        await pulumi.remove();
        assert.deepEqual(await asked(120), ["drifted", 2]);
    });

    it("discards a state that was written meanwhile", async () => {
        const live = stateOf([queue("jobs", 60)]);
        const differs = { op: "update", urn: urnOf("jobs"), type: "", diffs: ["visibilityTimeoutSeconds"] };
        const waiver = { rule: "drift/*", urn: "*", reason: "A test of waivers", owner: "us" };
        const report = await scanOf(
            before,
            {
                refreshes: [
                    { live, deployed: live },
                    { events: [{ resOutputsEvent: { metadata: differs } }] },
                ],
            },
            { waivers: [{ ...waiver, expires: "2999-01-01" }] },
        );
        assert.equal(report.verdict, "inconclusive");
        assert.match(report.reasons.join(), /state changed during the scan/);
        assert.notEqual(report.state.before, report.state.after);
        assert.deepEqual(
            report.findings.map(({ name, change, verdict, pages }) => [name, change, verdict, pages]),
            [
                ["jobs", "changed", "inconclusive", false],
                ["mails", "missing", "inconclusive", false],
            ],
        );
    });

    it("discards a stack that another plumb is changing, whose state is written at the end", async () => {
        const { identityOf } = await import("../../../toolchain/setup/lock.mjs");
        const other = spawn("sleep", ["60"]);
        try {
            const mark = JSON.stringify({ owner: await identityOf(other.pid ?? 0), before: "" });
            const report = await scanOf(
                before,
                {},
                {
                    onProgress: () => {
                        const { operations } = pulumi.engine.paths;
                        mkdirSync(operations, { recursive: true });
                        writeFileSync(path.join(operations, pulumi.engine.stack), mark);
                    },
                },
            );
            assert.equal(report.verdict, "inconclusive");
            assert.equal(report.state.before, report.state.after);
        } finally {
            other.kill("SIGKILL");
        }
    });

    it("is inconclusive for a resource without read permission, and reports the others", async () => {
        const report = await scanOf(before, {
            refreshes: [{ events: [gone("jobs")], exitCode: 255 }, {}],
        });
        assert.equal(report.verdict, "inconclusive");
        assert.match(report.reasons.join(), /^jobs: Reading it is not allowed/);
        assert.deepEqual(
            report.findings.map(({ name, change, verdict }) => [name, change, verdict]),
            [["jobs", "unreadable", "inconclusive"]],
        );
        assert.deepEqual(report.resources, { scanned: 1, clean: 1 });
        const again = (await pulumi.calls()).filter((call) => call.startsWith("refresh"))[1];
        assert.ok(again?.includes(`--exclude ${urnOf("jobs")}`), again);
    });

    it("stops if most resources cannot be read", async () => {
        const report = await scanOf(
            before,
            { refreshes: [{ events: [gone("jobs"), gone("mails")], exitCode: 255 }, {}] },
            { maxMissing: 1 },
        );
        assert.equal(report.verdict, "inconclusive");
        assert.equal(report.resources.scanned, 0);
        assert.deepEqual(report.findings, []);
    });

    it("is inconclusive when the emulator stops during it", async () => {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        await new Promise((resolve) => server.close(resolve));
        const report = await scanOf(
            before,
            { refreshes: [{ hangs: true }] },
            {},
            { emulator: `http://127.0.0.1:${address.port}` },
        );
        assert.equal(report.verdict, "inconclusive");
        assert.match(report.reasons.join(), /emulator ended during the operation/);
        assert.deepEqual(report.findings, []);
    });

    describe("of an empty state", () => {
        const empty = stateOf([]);

        it("shows the resources that the code would create", async () => {
            const report = await scanOf(
                empty,
                { steps: [{ op: "create", urn: urnOf("jobs"), type: "aws:sqs/queue:Queue" }] },
                { code: true },
            );
            assert.equal(report.verdict, "codeAhead");
            assert.equal(report.exitCode, 5);
            assert.equal(report.project, "project");
            assert.ok(report.codeCompared);
            assert.deepEqual(
                report.findings.map(({ name, change }) => [name, change]),
                [["jobs", "undeployed"]],
            );
        });

        it("is inconclusive without the code", async () => {
            const report = await scanOf(empty, {});
            assert.equal(report.verdict, "inconclusive");
            assert.match(report.reasons.join(), /holds no resources: the stack was destroyed/);
        });
    });

    for (const type of ["service", "passphrase"]) {
        it(`leaves the stack file unchanged, for any secrets provider (${type})`, async () => {
            const state = { salt: "v1:of-the-state" };
            const exported = stateOf([queue("jobs")], { secrets_providers: { type, state } });
            const stackFile = "config:\n  # a comment\n  project:key: value\n";
            const report = await scanOf(exported, {}, { code: true }, { stackFile });
            assert.ok(report.codeCompared, report.reasons.join());
            assert.equal(await pulumi.stackFile(), stackFile);
        });
    }
});
