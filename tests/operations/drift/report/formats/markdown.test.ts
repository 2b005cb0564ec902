import assert from "node:assert/strict";
import * as fc from "fast-check";
import MarkdownIt from "markdown-it";
import { code, prose } from "../../../../../operations/drift/report/formats/escape";
import { markdown } from "../../../../../operations/drift/report/formats/markdown";
import { plain } from "../../../../../operations/drift/report/formats/text";
import { anyReport, everything, finding, nastyText, report } from "../../support/reports";

const reader = new MarkdownIt({ html: true, linkify: false });
type Token = ReturnType<typeof reader.parse>[number];

/** The text of a table's cells, as a reader of Markdown sees them, row by row. */
function cells(text: string): string[][] {
    const rows: string[][] = [];
    let inCell = false;
    for (const token of reader.parse(text, {})) {
        if (token.type === "tr_open") rows.push([]);
        if (/^t[dh]_(open|close)$/.test(token.type)) inCell = token.type.endsWith("open");
        if (inCell && token.type === "inline") rows.at(-1)?.push(visible(token));
    }
    return rows;
}

function visible(token: Token): string {
    return (token.children ?? [])
        .map(({ type, content }) => {
            if (type === "html_inline") {
                assert.match(content, /^(<code>|<\/code>|<br>)$/, "only our own tags");
                return content === "<br>" ? "\n" : "";
            }
            assert.match(type, /^(text|text_special|code_inline|softbreak|strong_(open|close))$/);
            return content;
        })
        .join("");
}

/** Runs of blanks become one when Markdown is shown. */
const asShown = (text: string): string => text.replaceAll(/ +/g, " ").trim();

describe("Markdown of a drift report", () => {
    it("shows any text in a table's cell unchanged", () => {
        fc.assert(
            fc.property(nastyText, nastyText, (a, b) => {
                const table = `| x | y |\n| --- | --- |\n| ${code(a)} | ${code(b)} |\n`;
                const shown = [a, b].map((text) => asShown(plain(text)));
                assert.deepEqual(cells(table)[1]?.map(asShown), shown);
            }),
            { numRuns: 500 },
        );
    });

    it("shows any text in a sentence unchanged, and mentions no GitHub user", () => {
        fc.assert(
            fc.property(nastyText, (text) => {
                const [first] = reader
                    .parse(`x ${prose(text)} y`, {})
                    .filter(({ type }) => type === "inline");
                assert.ok(first);
                const shown = visible(first);
                assert.equal(asShown(shown.replaceAll("\u200b", "")), asShown(`x ${plain(text)} y`));
                assert.doesNotMatch(shown, /[@#]\w/);
            }),
            { numRuns: 500 },
        );
    });

    it("keeps its tables whole for any content: one row per property, six cells each", () => {
        fc.assert(
            fc.property(anyReport, (value) => {
                const rows = cells(markdown(value));
                const tables = new Set(
                    value.findings.map(({ verdict }) => verdict).filter((one) => one !== "clean"),
                );
                const lines = value.findings
                    .filter(({ verdict }) => verdict !== "clean")
                    .map(({ properties }) => Math.max(1, properties.length));
                assert.equal(
                    rows.length,
                    lines.reduce((sum, count) => sum + count, tables.size),
                );
                for (const row of rows) assert.equal(row.length, 6);
            }),
        );
    });

    it("shows author, time and broken rule of each change; the urgent first", () => {
        const rows = cells(markdown(everything));
        assert.deepEqual(rows[1], [
            "🔴 shop-tasks\naws:ec2/securityGroup:SecurityGroup",
            "ingress[0].cidrBlocks",
            '["10.0.0.0/8"]',
            '["0.0.0.0/0"]',
            "2026-11-20T03:12:45Z\narn:aws:sts::333333333333:assumed-role/admin/eve@example.com",
            "ec2/no-open-ingress (mandatory): ingress[0].cidrBlocks is open to the world; name the networks.",
        ]);
        assert.equal(rows[2]?.[2], "Tasks | of <b>shop</b> ⏎ `now` \\| @everyone #1");
        assert.equal(rows[3]?.[1], "missing in AWS");
    });

    it("stays within a limit and counts omitted entries", () => {
        const findings = Array.from({ length: 2000 }, (_, index) =>
            finding({ name: `resource-${index}`, fingerprint: `f${index}`, urn: `urn:${index}` }),
        );
        const text = markdown(report({ verdict: "drifted", findings }), { limit: 20_000 });
        assert.ok(text.length <= 20_000 && text.length > 10_000, `${text.length}`);
        const shown = text.match(/`resource-\d+`/g)?.length ?? 0;
        const left = Number(/\*\*(\d+) more findings\*\*/.exec(text)?.[1]);
        assert.equal(shown + left, 2000);
    });

    it("shortens long values in a table", () => {
        const was = { kind: "value" as const, value: "x".repeat(5000) };
        const properties = [{ path: "policy", was, is: was, verdict: "drifted" as const }];
        const text = markdown(report({ findings: [finding({ properties })] }));
        assert.match(text, /x{160}… \(4840 more\)/);
        assert.ok(text.length < 2000);
    });
});
