/** Prices and assumptions as a page of Markdown. */
import { ASSUMPTION_NAMES, ASSUMPTIONS } from "./assumptions";
import { COUNTED_ELSEWHERE } from "./free";
import { ABOUT, isConfirmed, REGIONS, SERVICES } from "./prices";
import { HOURS } from "./ranges";
import { markdownTable } from "../model/markdownTable";

/** The generated part of the page on costs: the table of assumptions, and that of prices. */
export function costReference(): string {
    return [
        "## Assumptions",
        "",
        "What no program says: how much a stack is used in a month. From a month in which little happens to a busy one.",
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
        "us-west-2 cost what us-east-1 does. In any other region what is not the same everywhere is reported as unknown.",
        "A figure with a question mark is not confirmed.",
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
                    ...REGIONS.map(
                        (region) =>
                            number(price.usd["*"] ?? price.usd[region]) +
                            (isConfirmed(service, price, region) ? "" : " ?"),
                    ),
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
