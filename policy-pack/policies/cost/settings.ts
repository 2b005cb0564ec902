import type { Setting } from "../../core/rule";

/** Settings of both cost rules. */
export const SETTINGS: Readonly<Record<"monthlyUsd" | "measure" | "region" | "assumptions", Setting>> = {
    monthlyUsd: {
        type: "number",
        minimum: 0,
        default: 0,
        description: "Budget in US dollars a month; 0: the aws.budgets.Budget resources of the stack.",
    },
    measure: {
        type: "string",
        enum: ["low", "high"],
        default: "low",
        description:
            "What must stay within it: a month in which little happens, or one with everything at its limit.",
    },
    region: {
        type: "string",
        default: "us-east-1",
        description: "Region of the prices, if neither the resource nor its provider sets one.",
    },
    assumptions: {
        type: "object",
        additionalProperties: { type: "string" },
        default: {},
        description:
            "Use in a month by name, as text: 5 or 5..50. Names and defaults: docs/reference/prices.md.",
    },
};

/** "104.09 US dollars a month". */
export function perMonth(usd: number): string {
    return `${usd.toFixed(2)} US dollars a month`;
}
