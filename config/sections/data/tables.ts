import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { named, whole } from "../../values";
import { givenName } from "./givenNames";

const attributeName = z
    .string()
    .regex(/^[\w.-]{1,255}$/, "the name of an attribute: 1 to 255 letters, digits or any of _ . -");

/** An attribute that items are found by, with its type unless that is text: `id`, `at:number`. */
const key = z
    .string()
    .regex(
        /^[\w.-]{1,255}(:(string|number|binary))?$/,
        'the name of an attribute, with its type unless that is string, such as "id" or "at:number"',
    )
    .transform((text) => {
        const [name = "", type = "string"] = text.split(":");
        return { name, type: type as "string" | "number" | "binary" };
    });

const keys = {
    partitionKey: key.describe("Attribute that spreads items, such as id or customer."),
    sortKey: key.optional().describe("Attribute that orders items of the same partition key."),
};

// DynamoDB's own names of indexes have at least 3 characters.
const indexName = z
    .string()
    .regex(/^[a-z][a-z0-9-]{2,30}$/, "a name of 3 to 31 lower-case letters, digits and hyphens");

const limits = z.strictObject({
    min: whole(1, 40_000, "capacity units").describe("Capacity units at least."),
    max: whole(1, 40_000, "capacity units").describe("Capacity units at most."),
});

/** DynamoDB tables by name. */
export function tables() {
    return named(
        z.strictObject({
            name: givenName("table"),
            ...keys,
            indexes: z
                .record(
                    indexName,
                    z.strictObject({
                        ...keys,
                        attributes: z
                            .array(attributeName)
                            .min(1, "at least 1 attribute, or leave attributes out for all")
                            .max(20, "at most 20 attributes")
                            .refine((held) => new Set(held).size === held.length, "each attribute once")
                            .optional()
                            .describe("Attributes that it holds besides the keys; default: all."),
                    }),
                )
                .default({})
                .describe("Global secondary indexes by name: the same items by other keys."),
            capacity: z
                .strictObject({
                    read: limits.describe("Limits of reading."),
                    write: limits.describe("Limits of writing."),
                })
                .optional()
                .describe("Limits between which capacity follows the load; default: pay per request."),
            expiryAttribute: attributeName
                .optional()
                .describe("Attribute with the time after which an item is deleted, in seconds since 1970."),
            stream: z
                .enum(["none", "keys", "new", "old", "both"])
                .default(defaults.table.stream)
                .describe("Content of the table's stream: none, keys, the new item, the old item, or both."),
            recoveryDays: whole(0, 35, "days")
                .default(defaults.table.recoveryDays)
                .describe("Days that the table can be restored to any second of; 0 turns that off."),
        }),
    );
}
