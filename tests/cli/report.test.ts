import assert from "node:assert/strict";
import pc from "picocolors";
import { table } from "../../operations/text/table";
import { outputRows, recordRows } from "../../cli/terminal/report";

const arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:payment-84734ef-bMlnoa";
const rows = [
    ["secrets.payment.secretArn", arn],
    ["note", "words stay whole where there is room for them"],
];

describe("a table", () => {
    const linesOf = (columns?: number): string[] => table(["Output", "Value"], rows, columns).split("\n");
    /** The cells of a column, from top to bottom. */
    const below = (lines: readonly string[], from: number): string =>
        lines.map((line) => line.slice(from).trim()).join("");

    it("is as wide as its cells where there is no terminal, or a wide one", () => {
        assert.equal(linesOf().length, 3);
        assert.match(linesOf()[1] ?? "", /^secrets\.payment\.secretArn {2}arn:\S+bMlnoa$/);
        assert.deepEqual(linesOf(200), linesOf());
    });

    it("folds its widest cells on a narrow terminal, and loses no text", () => {
        for (const columns of [80, 60, 40, 25]) {
            const lines = linesOf(columns);
            assert.ok(
                lines.every((line) => line.length <= columns),
                `${columns}: ${lines.join("\n")}`,
            );
            const value = lines[0]?.indexOf("Value") ?? 0;
            assert.ok(below(lines, value).includes(arn), lines.join("\n"));
        }
        const words = linesOf(60).map((line) => line.trim());
        assert.ok(
            words.some((line) => line.endsWith("room for them")),
            words.join("\n"),
        );
    });

    it("stays readable on one that is narrower than any table", () => {
        assert.ok(linesOf(1).every((line) => line.length <= 2 * 8 + 2));
    });

    it("does not count colours as width", () => {
        const { bold } = pc.createColors(true);
        assert.equal(table(["A"], [[bold("twelve chars")]], 12).split("\n").length, 2);
    });
});

describe("outputs", () => {
    it("show one row each, maps unfolded, empty values left out", () => {
        const outputs = { nameServers: [], alarm: null, urls: { web: "https://a" }, ids: ["a"], buckets: {} };
        assert.deepEqual(outputRows(outputs), [
            ["urls.web", "https://a"],
            ["ids", '["a"]'],
        ]);
    });

    it("show records to make in a table of their own", () => {
        const record = { name: "shop.example.com", type: "CNAME", target: "d1.cloudfront.net" };
        assert.deepEqual(recordRows({ dnsRecords: [record] }), [
            ["shop.example.com", "CNAME", "d1.cloudfront.net"],
        ]);
        const emails = { main: { dnsRecords: ["shop.example.com TXT x"] } };
        assert.deepEqual(outputRows({ dnsRecords: [record], emails, url: "https://a" }), [
            ["url", "https://a"],
        ]);
        assert.deepEqual(recordRows({}), []);
    });
});
