/** Prices and assumptions as a page of Markdown. */
import { ASSUMPTION_NAMES, ASSUMPTIONS } from "../../cost/assumptions";
import { COUNTED_ELSEWHERE } from "../../cost/free";
import { ABOUT, regionalPrice, REGIONS, SERVICES } from "../../cost/prices";
import { HOURS } from "../../cost/ranges";
import { markdownTable } from "../../model/markdown";
import { type Files, GENERATED, page } from "./write";

/** How a price shows its confidence. */
const MARKS = { confirmed: "", unconfirmed: " ?", derived: " ~" } as const;

/** The page with assumptions and prices. */
export async function generatePrices(): Promise<Files> {
    return [await page("docs/reference/prices.md", pricesPage())];
}

/** Markdown: the table of assumptions, and a table of prices for each service. */
export function pricesPage(): string {
    return [
        "# Prices and assumptions",
        "",
        `${GENERATED} How they are used: [docs/cost.md](../cost.md).`,
        "",
        "## Assumptions",
        "",
        "The monthly use of a stack, from a quiet month to a busy one. No program states it.",
        "",
        markdownTable(
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
        "us-west-2 have the prices of us-east-1. In other regions, prices that differ by region are reported as unknown.",
        "A figure with a question mark is not confirmed, one with a tilde is derived from that of us-east-1.",
        "",
        ...Object.values(SERVICES).flatMap((service) => [
            `### ${service.bill}: ${service.source.replace(/^https:\/\/aws\.amazon\.com\/|\/pricing.*$/g, "")}`,
            "",
            `As of ${service.asOf}, [source](${service.source}). ${service.note ?? ""}`.trim(),
            "",
            ...confirmation(service.checked),
            "",
            markdownTable(
                ["price", "unit", ...REGIONS],
                Object.entries(service.prices).map(([name, price]) => [
                    `\`${name}\``,
                    price.unit,
                    ...REGIONS.map((region) => {
                        const regional = regionalPrice(service, price, region);
                        return regional === undefined
                            ? ""
                            : number(regional.usd) + MARKS[regional.confidence];
                    }),
                ]),
            ),
            "",
        ]),
        "## Counted with something else",
        "",
        markdownTable(
            ["type", "counted with"],
            Object.entries(COUNTED_ELSEWHERE).map(([type, where]) => [`\`${type}\``, where]),
        ),
        "",
    ].join("\n");
}

/** When a service's prices were compared with something, and with what. */
function confirmation(checked: (typeof SERVICES)[string]["checked"]): string[] {
    return checked === undefined
        ? ["Not confirmed."]
        : [`Checked on ${checked.on} against:`, "", ...checked.against.map((source) => `- ${source}`)];
}

function number(value: number | undefined): string {
    return value === undefined ? "" : value.toLocaleString("en", { maximumFractionDigits: 12 });
}
