import assert from "node:assert/strict";
import fc from "fast-check";
import { pageOf } from "../../cli/commands/policy/run";
import { outputRows } from "../../cli/terminal/report";
import { show } from "../../operations/drift/report/show";
import type { PolicyFinding } from "../../operations/policy/analyze";
import { anyReport, finding, nastyText, report } from "../operations/drift/support/reports";

/** plumb's own colours are the only allowed escape sequences; all others begin with the same character. */
function assertHarmless(text: string): void {
    const left = text.replaceAll(/\u001b\[\d{1,2}m/g, "");
    assert.doesNotMatch(left, /[\p{Bidi_Control}]|(?!\n)\p{Cc}/u);
}

const hostile = "\u001b]0;title\u0007\u001b[2J\u009b31m\u202e evil";

describe("texts from AWS, on a terminal", () => {
    it("send no control sequences from a drift report", () => {
        fc.assert(
            fc.property(anyReport, (any) => {
                assertHarmless(show(any));
            }),
        );
        const property = {
            path: hostile,
            was: { kind: "absent" },
            is: { kind: "value", value: hostile },
        } as const;
        const text = show(
            report({
                reasons: [hostile],
                waivers: [{ rule: hostile, urn: hostile, problem: "expired" }],
                findings: [
                    finding({
                        name: hostile,
                        by: hostile,
                        properties: [{ ...property, verdict: "delegatedOrWaived", reason: hostile }],
                    }),
                ],
            }),
        );
        assertHarmless(text);
        assert.match(text, /evil/);
    });

    it("send no workflow commands to GitHub Actions, which reads the log", () => {
        const value = `${"x ".repeat(22)}::error title=hacked::yes`;
        const properties = ["a", "b"].map((path) => ({
            path,
            was: { kind: "absent" } as const,
            is: { kind: "value", value } as const,
            verdict: "delegatedOrWaived" as const,
            reason: value,
        }));
        const lines = show(report({ findings: [finding({ properties })] })).split("\n");
        assert.ok(lines.some((line) => line.includes("::error")));
        assert.deepEqual(
            lines.filter((line) => line.trimStart().startsWith("::")),
            [],
        );
    });

    it("print no control characters of a policy's message, and keep its lines", () => {
        fc.assert(
            fc.property(nastyText, (text) => {
                const found = { rule: "s3/private", level: "mandatory", severity: "high" } as const;
                const findings: PolicyFinding[] = [
                    { ...found, urn: `urn:pulumi:a::b::t::${text}`, message: text },
                ];
                assertHarmless(pageOf(findings));
            }),
        );
        const [, first, second] = pageOf([
            { rule: "r", level: "advisory", severity: "low", urn: "urn", message: "one\ntwo" },
        ]).split("\n");
        assert.match(first ?? "", /one$/);
        assert.match(second ?? "", /two$/);
    });

    it("send no control sequences from outputs", () => {
        fc.assert(
            fc.property(nastyText, nastyText, (name, value) => {
                for (const row of outputRows({ [name]: value, map: { [name]: [value] } }))
                    assertHarmless(row.join("\n"));
            }),
        );
        assert.deepEqual(outputRows({ url: hostile }), [["url", "evil"]]);
    });
});
