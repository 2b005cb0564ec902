import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import Ajv4 from "ajv-draft-04";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Log } from "sarif";
import { formats, saveReports, writeReport } from "../../../../../operations/drift/report/formats";
import { reportJsonSchema } from "../../../../../operations/drift/report/formats/jsonSchema";
import type { DriftReport } from "../../../../../operations/drift/report/report";
import { anyReport, everything, finding, inconclusive, report, SECRET } from "../../support/reports";

const sarifSchema = JSON.parse(
    readFileSync(path.join(__dirname, "fixtures/sarif-schema-2.1.0.json"), "utf8"),
) as object;

/** Forbidden in every format: a terminal would obey these characters, and XML excludes them. Line breaks are fine. */
const unprintable = /[^\P{Cc}\n]|[\p{Cs}\p{Bidi_Control}]/u;

interface Suite {
    readonly "@tests": string;
    readonly "@failures": string;
    readonly "@errors": string;
    readonly "@skipped": string;
    readonly testcase: readonly Record<string, string | Record<string, string>>[];
}

function parseJunit(text: string): Suite {
    const parser = new XMLParser({
        attributeNamePrefix: "@",
        ignoreAttributes: false,
        isArray: (name) => name === "testcase",
        parseAttributeValue: false,
        parseTagValue: false,
    });
    const { testsuites } = parser.parse(text) as { testsuites: { testsuite: Suite } };
    return testsuites.testsuite;
}

function sarifOf(value: DriftReport): Log {
    return JSON.parse(writeReport(value, "sarif")) as Log;
}

describe("drift reports", () => {
    it("are JSON that matches the published schema", () => {
        const ajv = new Ajv2020({ strict: false });
        addFormats(ajv);
        const matches = ajv.compile(reportJsonSchema());
        for (const value of [report(), everything, inconclusive]) {
            assert.ok(matches(JSON.parse(writeReport(value, "json"))), JSON.stringify(matches.errors));
        }
        assert.equal(matches({ ...everything, version: 2 }), false);
        assert.equal(matches({ ...everything, verdict: "fine" }), false);
    });

    it("are SARIF that matches the official schema, for any content", () => {
        const ajv = new Ajv4({ strict: false });
        addFormats(ajv);
        const matches = ajv.compile(sarifSchema);
        const check = (value: DriftReport): void =>
            assert.ok(matches(sarifOf(value)), JSON.stringify(matches.errors));
        [report(), everything, inconclusive].forEach(check);
        fc.assert(fc.property(anyReport, check), { numRuns: 50 });
        assert.equal(matches({ version: "2.1.0", runs: [{}] }), false, "the schema can say no");
    });

    it("keep a finding's fingerprint in SARIF, suppress waived findings, and fail without a verdict", () => {
        const [run] = sarifOf(everything).runs;
        assert.deepEqual(
            run?.results?.map(({ ruleId, level, partialFingerprints, suppressions }) => [
                ruleId,
                level,
                partialFingerprints?.["plumblineDrift/v1"],
                suppressions?.[0]?.justification,
            ]),
            [
                ["drift/changed", "error", "opened-1", undefined],
                ["drift/missing", "error", "missing-1", undefined],
                ["drift/changed", "warning", "secret-1", undefined],
                ["drift/undeployed", "note", "ahead-1", undefined],
                ["drift/changed", "note", "delegated-1", undefined],
                ["drift/changed", "note", "waived-1", "Restore exercise (data, until 2026-12-01)"],
            ],
        );
        const rules = run?.tool.driver.rules ?? [];
        for (const { ruleId, ruleIndex } of run?.results ?? []) {
            assert.equal(rules[ruleIndex ?? -1]?.id, ruleId);
        }
        const [failed] = sarifOf(inconclusive).runs[0]?.invocations ?? [];
        assert.equal(failed?.executionSuccessful, false);
        assert.match(String(failed?.toolExecutionNotifications?.[0]?.message.text), /222222222222/);
    });

    it("count failures, unknown resources and possible differences in JUnit", () => {
        const suite = parseJunit(writeReport(everything, "junit"));
        const has = (key: string): number => suite.testcase.filter((one) => key in one).length;
        assert.deepEqual(
            [suite["@tests"], suite["@failures"], suite["@errors"], suite["@skipped"]],
            ["8", "4", "0", "3"],
        );
        assert.deepEqual([has("failure"), has("error"), has("skipped"), suite.testcase.length], [4, 0, 3, 8]);
        assert.equal(parseJunit(writeReport(inconclusive, "junit"))["@errors"], "1");
        const clean = parseJunit(writeReport(report(), "junit"));
        assert.deepEqual([clean["@tests"], clean["@failures"]], ["1", "0"]);
    });

    it("are well-formed XML, and keep every name unchanged", () => {
        fc.assert(
            fc.property(anyReport, (value) => {
                const text = writeReport(value, "junit");
                assert.equal(XMLValidator.validate(text), true);
                assert.equal(
                    parseJunit(text).testcase.length,
                    1 + value.findings.length + value.reasons.length + value.waivers.length,
                );
            }),
        );
        const names = ["a <b> & \"c\" 'd' ]]> e", "<!-- x -->", "&amp;"];
        const suite = parseJunit(
            writeReport(
                report({ findings: names.map((name, i) => finding({ name, urn: `${i}` })) }),
                "junit",
            ),
        );
        assert.deepEqual(
            suite.testcase.slice(1).map((one) => one["@name"]),
            names,
        );
    });

    it("contain no control characters and no invisible text", () => {
        fc.assert(
            fc.property(anyReport, fc.constantFrom(...formats), (value, format) => {
                assert.doesNotMatch(writeReport(value, format).replaceAll("\u200b", ""), unprintable);
            }),
            { numRuns: 300 },
        );
    });

    it("show path and kind of a secret, in every format", () => {
        for (const format of formats) {
            const text = writeReport(everything, format);
            assert.ok(text.includes("secretString"), `${format}: the path`);
            assert.match(
                text,
                format === "json" ? /"kind": "secret",\s+"type": "string"/ : /\[secret string\]/,
            );
        }
    });

    it("omit a value that stands beside a secret's kind by mistake", () => {
        const leaking = { kind: "secret" as const, type: "string", value: SECRET };
        const [one] = report({
            findings: [
                finding({
                    properties: [{ path: "password", was: leaking, is: leaking, verdict: "drifted" }],
                }),
            ],
        }).findings;
        assert.ok(JSON.stringify(one).includes(SECRET), "the test has something to find");
        for (const format of formats) {
            const text = writeReport(report({ findings: one === undefined ? [] : [one] }), format);
            assert.ok(!text.includes(SECRET), format);
            assert.ok(text.includes("password"), format);
        }
    });

    it("are refused if invalid", () => {
        assert.throws(() => writeReport({ ...report(), exitCode: "7" } as unknown as DriftReport, "md"));
    });
});

describe("saving drift reports", () => {
    let folder: string;
    const summaryFile = (): string => path.join(folder, "step");

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "plumbline-unit-"));
    });

    afterEach(() => {
        delete process.env["GITHUB_STEP_SUMMARY"];
        rmSync(folder, { recursive: true });
    });

    it("writes one file per format, into a folder that it creates", async () => {
        const made = path.join(folder, "deep", "er");
        const written = await saveReports(everything, [...formats, "md"], made);
        assert.deepEqual(readdirSync(made).sort(), [
            "drift-summary.md",
            "drift.json",
            "drift.junit.xml",
            "drift.md",
            "drift.sarif",
        ]);
        assert.equal(written.length, 5);
        assert.equal(readFileSync(path.join(made, "drift.md"), "utf8"), writeReport(everything, "md"));
    });

    it("appends the summary to GitHub Actions' summary file", async () => {
        process.env["GITHUB_STEP_SUMMARY"] = summaryFile();
        await saveReports(report(), ["summary"], folder);
        assert.deepEqual(await saveReports(everything, ["summary"], folder), [summaryFile()]);
        assert.equal(readFileSync(summaryFile(), "utf8").match(/^# Drift of /gm)?.length, 2);
    });
});
