/** Prices and assumptions as a page of Markdown. */
import { ASSUMPTION_NAMES, ASSUMPTIONS } from "./assumptions";
import { COUNTED_ELSEWHERE } from "./free";
import { ABOUT, REGIONS, SERVICES } from "./prices";
import { HOURS } from "./ranges";

/** The generated part of the page on costs: the table of assumptions, and that of prices. */
export function costReference(): string {
    return [
        "## Assumptions",
        "",
        "What no program says: how much a stack is used in a month. From a month in which little happens to a busy one.",
        "",
        ...table(
            ["name", "from", "to", "unit", "of what"],
            ASSUMPTION_NAMES.map((name) => {
                const { low, high, unit, meaning } = ASSUMPTIONS[name];
                return [`\`${name}\``, number(low), number(high), unit, meaning];
            }),
        ),
        "",
        "## Prices",
        "",
        `${ABOUT} A month has ${HOURS} hours. Regions with prices of their own: ${REGIONS.join(", ")}; us-east-2 and`,
        "us-west-2 cost what us-east-1 does. In any other region what is not the same everywhere is reported as unknown.",
        "",
        ...Object.values(SERVICES).flatMap(({ bill, source, asOf, note, prices }) => [
            `### ${bill}: ${source.replace(/^https:\/\/aws\.amazon\.com\/|\/pricing.*$/g, "")}`,
            "",
            `As of ${asOf}, [source](${source}). ${note ?? ""}`.trim(),
            "",
            ...table(
                ["price", "unit", ...REGIONS],
                Object.entries(prices).map(([name, { unit, usd }]) => [
                    `\`${name}\``,
                    unit,
                    ...REGIONS.map((region) => number(usd["*"] ?? usd[region])),
                ]),
            ),
            "",
        ]),
        "## Counted with something else",
        "",
        ...table(
            ["type", "counted with"],
            Object.entries(COUNTED_ELSEWHERE).map(([type, where]) => [`\`${type}\``, where]),
        ),
        "",
    ].join("\n");
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    return [line(headings), line(headings.map(() => "---")), ...rows.map(line)];
}

function number(value: number | undefined): string {
    return value === undefined ? "" : value.toLocaleString("en", { maximumFractionDigits: 12 });
}
