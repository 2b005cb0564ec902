import { hoursOf, plus, times } from "../ranges";
import { read } from "../stack";
import { type CostResource, type Line, type Range, Undetermined } from "../types";
import type { Context, Estimators } from "../estimator";
import { scaled } from "../scaling";

const DIMENSIONS = { read: "ReadCapacityUnits", write: "WriteCapacityUnits" } as const;

export const dynamoDb: Estimators = {
    "aws:dynamodb/table:Table": (resource, context) => {
        const table = read(resource);
        const tableClass = table.text("tableClass") ?? "STANDARD";
        if (tableClass !== "STANDARD")
            throw new Undetermined(`the price table has no tables of class ${tableClass}`);
        const { tableGb } = context.assumptions;
        const copies = 1 + table.list("replicas").length;
        const stored = { quantity: times(tableGb, copies), assumptions: ["tableGb"] };
        return [
            ...(table.text("billingMode") === "PAY_PER_REQUEST"
                ? byRequest(resource, copies, context)
                : byCapacity(resource, copies, context)),
            { what: "storage", price: "dynamodb/storage", ...stored },
            ...(table.flag("pointInTimeRecovery.enabled") === true
                ? [{ what: "recovery to any second", price: "dynamodb/recovery", ...stored }]
                : []),
        ];
    },
};

/** An item is written to each index and each copy as well. */
function byRequest(resource: CostResource, copies: number, { assumptions }: Context): Line[] {
    const written = copies * (1 + read(resource).list("globalSecondaryIndexes").length);
    return [
        {
            what: "reads",
            price: "dynamodb/read",
            quantity: times(assumptions.tableReads, 1e-6),
            assumptions: ["tableReads"],
        },
        {
            what: written > 1 ? `writes, ${written} times` : "writes",
            price: "dynamodb/write",
            quantity: times(assumptions.tableWrites, written * 1e-6),
            assumptions: ["tableWrites"],
        },
    ];
}

function byCapacity(resource: CostResource, copies: number, context: Context): Line[] {
    const table = read(resource);
    return (["read", "write"] as const).map((direction) => {
        const units = [
            capacity(resource, "table", direction, table.number(`${direction}Capacity`), context),
            ...table
                .readers("globalSecondaryIndexes")
                .map((index) =>
                    capacity(
                        resource,
                        "index",
                        direction,
                        index.number(`${direction}Capacity`),
                        context,
                        index.text("name"),
                    ),
                ),
        ];
        return {
            what: `capacity for ${direction}s`,
            price: `dynamodb/${direction}.hour`,
            quantity: hoursOf(times(plus(...units), copies)),
        };
    });
}

function capacity(
    table: CostResource,
    what: "table" | "index",
    direction: keyof typeof DIMENSIONS,
    own: number | undefined,
    { stack }: Context,
    index?: string,
): Range {
    const found = scaled(stack, table, `dynamodb:${what}:${DIMENSIONS[direction]}`, index);
    if (found) return found;
    if (own === undefined) throw new Undetermined(`${direction}Capacity is missing`);
    return { low: own, high: own };
}
