import assert from "node:assert/strict";
import { matchesWildcard } from "../../../model/text";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import {
    concernsStack,
    findWaivers,
    isExpired,
    matchWaiver,
    namesStack,
    readWaivers,
    refuseUnknownRules,
    today,
    type Waiver,
    WaiverFileError,
} from "../../../policy-pack/core/waivers";

const URN = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::files";
const waiver: Waiver = {
    rule: "s3-logs",
    urn: URN,
    reason: "The CDN in front of it logs who reads",
    owner: "platform",
    expires: "2030-06-30",
};

describe("a file of waivers", () => {
    let folder = "";
    let file = "";

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "plumb-waivers-"));
        file = path.join(folder, "waivers.yaml");
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    function read(text: string): Waiver[] {
        writeFileSync(file, text);
        return readWaivers(file);
    }

    function messageOf(text: string): string {
        let message = "";
        assert.throws(
            () => read(text),
            (error) => {
                assert.ok(error instanceof WaiverFileError);
                message = error.message;
                return true;
            },
        );
        assert.ok(message.includes(file), "the message does not name the file");
        return message;
    }

    const yaml = (changes: Readonly<Record<string, string>> = {}) =>
        `- ${Object.entries({ ...waiver, ...changes })
            .map(([key, value]) => `${key}: ${value}`)
            .join("\n  ")}\n`;

    it("is a list; a date needs no quotes", () => {
        assert.deepEqual(read(yaml()), [waiver]);
        assert.deepEqual(read(yaml({ expires: '"2030-06-30"' })), [waiver]);
    });

    it("may be empty, or have comments only", () => {
        for (const text of ["", "# none yet\n", "[]"]) assert.deepEqual(read(text), []);
    });

    it("with invalid YAML is refused, with the position", () => {
        assert.match(messageOf("- rule: [s3-logs\n  urn: x\n"), /line \d/);
    });

    it("that does not exist is refused", () => {
        assert.throws(() => readWaivers(file), WaiverFileError);
    });

    it("without a list is refused", () => {
        assert.match(messageOf("rule: s3-logs"), /the file: .*expected array/);
        assert.match(messageOf("s3-logs"), /the file: /);
        assert.match(messageOf("- s3-logs"), /waiver 1: .*expected object/);
    });

    for (const [title, changes, expected] of [
        ["a rule that is empty", { rule: '""' }, /waiver 1, rule: /],
        ["a number for a rule", { rule: "7" }, /waiver 1, rule: .*expected string/],
        ["a URN that is empty", { urn: '""' }, /waiver 1, urn: must begin with urn:pulumi:/],
        ["text that is no URN", { urn: "not a urn at all" }, /waiver 1, urn: must begin with urn:pulumi:/],
        ["a pattern for everything", { urn: '"*::files"' }, /waiver 1, urn: must begin with urn:pulumi:/],
        ["a reason of a word", { reason: "legacy" }, /waiver 1, reason: must be a reason of at least 10/],
        ["a reason of blanks", { reason: '"             "' }, /waiver 1, reason: must be a reason/],
        ["an owner of blanks", { owner: '"  "' }, /waiver 1, owner: /],
        ["a date of another form", { expires: "30.06.2030" }, /waiver 1, expires: must be a date such as/],
        ["a day that does not exist", { expires: "2030-02-30" }, /waiver 1, expires: must be a date/],
        ["a time", { expires: "2030-06-30T12:00:00Z" }, /waiver 1, expires: must be a date/],
        ["a key too many", { until: "2031-01-01" }, /waiver 1: .*"until"/],
    ] as const) {
        it(`with ${title} is refused`, () => {
            assert.match(messageOf(yaml(changes)), expected);
        });
    }

    it("with several problems is refused with all of them, and their positions", () => {
        const message = messageOf(`${yaml({ owner: '""' })}- rule: s3-logs\n`);
        for (const place of ["waiver 1, owner", "waiver 2, urn", "waiver 2, reason", "waiver 2, expires"])
            assert.ok(message.includes(`\n  ${place}: `), `${place} is not in ${message}`);
    });

    it("may name existing rules, and drift", () => {
        const names = ["s3-logs", "s3-versioning"];
        refuseUnknownRules(file, [waiver, { ...waiver, rule: "drift/tags.Owner" }], names);
        const wrong = [waiver, { ...waiver, rule: "s3-log" }, { ...waiver, rule: "s3-*" }];
        assert.throws(
            () => {
                refuseUnknownRules(file, wrong, names);
            },
            (error) => {
                assert.ok(error instanceof WaiverFileError);
                assert.deepEqual(error.message.split("\n"), [
                    `${file} has waivers of rules that do not exist:`,
                    '  waiver 2, rule: "s3-log" is not a rule of this pack; did you mean "s3-logs"?',
                    '  waiver 3, rule: "s3-*" is not a rule of this pack',
                ]);
                return true;
            },
        );
    });

    it("is the nearest one, from a folder upwards", () => {
        const inner = path.join(folder, "a", "b");
        mkdirSync(inner, { recursive: true });
        writeFileSync(file, "[]");
        assert.equal(findWaivers(inner), file);
        const nearer = path.join(folder, "a", "waivers.yaml");
        writeFileSync(nearer, "[]");
        assert.equal(findWaivers(inner), nearer);
        assert.equal(findWaivers(folder), file);
    });

    it("may be absent", () => {
        assert.equal(findWaivers(path.parse(folder).root), undefined);
    });
});

describe("a waiver's pattern", () => {
    for (const [pattern, text, expected] of [
        [URN, URN, true],
        [URN, `${URN}-2`, false],
        ["*", URN, true],
        ["*", "", true],
        ["", "", true],
        ["", "a", false],
        ["urn:pulumi:prod::*", URN, true],
        ["urn:pulumi:dev::*", URN, false],
        ["*::files", URN, true],
        ["*::file", URN, false],
        ["urn:*aws:s3/bucket:Bucket*files", URN, true],
        ["urn:*files*Bucket*", URN, false],
        ["a*a", "a", false],
        ["a*a", "aa", true],
        ["ab*ba", "aba", false],
        ["a*b*c", "a-b-c", true],
        ["a*bc*c", "a-bc", false],
        ["a**c", "ac", true],
        // Everything but * is meant as it is written.
        ["a.c", "abc", false],
        ["a?c", "abc", false],
        ["[a]*", "a", false],
    ] as const) {
        it(`${pattern} ${expected ? "fits" : "does not fit"} ${text}`, () => {
            assert.equal(matchesWildcard(pattern, text), expected);
        });
    }
});

describe("a waiver", () => {
    it("is valid to the end of its last day", () => {
        assert.equal(isExpired(waiver, "2030-06-30"), false);
        assert.equal(isExpired(waiver, "2030-07-01"), true);
        assert.equal(matchWaiver([waiver], "s3-logs", URN, "2030-06-30"), waiver);
        assert.equal(matchWaiver([waiver], "s3-logs", URN, "2030-07-01"), undefined);
    });

    it("applies to one rule, by its whole name", () => {
        assert.equal(matchWaiver([waiver], "s3-lifecycle", URN, "2030-01-01"), undefined);
        assert.equal(matchWaiver([{ ...waiver, rule: "s3-*" }], "s3-logs", URN, "2030-01-01"), undefined);
    });

    it("that has expired does not hide a valid one", () => {
        const older = { ...waiver, expires: "2029-01-01" };
        assert.equal(matchWaiver([older, waiver], "s3-logs", URN, "2030-01-01"), waiver);
    });

    for (const [urn, concerns, names] of [
        [URN, true, true],
        ["urn:pulumi:dev::shop::*", false, false],
        ["urn:pulumi:*::shop::*", true, false],
        ["*", true, false],
        ["*::files", true, false],
        ["urn:pulumi:pr*", true, false],
        ["urn:pulumi:prod*", true, false],
        ["urn:pulumi:production::*", false, false],
    ] as const) {
        it(`for ${urn} ${concerns ? "may be" : "is not"} about prod`, () => {
            assert.equal(concernsStack({ ...waiver, urn }, "prod"), concerns);
            assert.equal(namesStack({ ...waiver, urn }, "prod"), names);
        });
    }

    it("counts days in UTC", () => {
        assert.equal(today(new Date("2030-06-30T23:30:00-02:00")), "2030-07-01");
        assert.match(today(), /^\d{4}-\d\d-\d\d$/);
    });
});
