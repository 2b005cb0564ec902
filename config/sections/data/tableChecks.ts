import type { Problem } from "../../messages/problems";
import type { Values } from "../../schema";
import { atMost, type Check } from "../../checks/check";

type Table = Values["tables"][string];

/** DynamoDB's limits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const MAX_INDEXES = 20;
const MAX_PROJECTED = 100;

export const tableSettings: Check = {
    keys: ["tables"],
    run: ({ tables }) =>
        Object.entries(tables).flatMap(([name, table]) => {
            const key = `plumbline:tables.${name}`;
            return [...keysAgree(key, table), ...indexesFit(key, table), ...limitsFit(key, table)];
        }),
};

/** A function that a table triggers needs a table with a stream. */
export const tableStreams: Check = {
    keys: ["tables", "functions"],
    run: ({ tables, functions }) =>
        Object.entries(functions).flatMap(([name, { on }]) =>
            on.flatMap((source, index) => {
                const table = "table" in source ? source.table : undefined;
                return table !== undefined && tables[table]?.stream === "none"
                    ? [
                          {
                              key: `plumbline:functions.${name}.on[${index}]`,
                              message: `follows table/${table}, which has no stream; set tables.${table}.stream`,
                          },
                      ]
                    : [];
            }),
        ),
};

/** The same attribute may be a key in several places, but has one type. */
function keysAgree(key: string, table: Table): Problem[] {
    const places = [
        { at: key, keys: table },
        ...Object.entries(table.indexes).map(([name, keys]) => ({ at: `${key}.indexes.${name}`, keys })),
    ];
    const types = new Map<string, string>();
    const problems: Problem[] = [];
    for (const { at, keys } of places) {
        const { partitionKey, sortKey } = keys;
        if (sortKey?.name === partitionKey.name) {
            problems.push({
                key: `${at}.sortKey`,
                message: `"${sortKey.name}" is not allowed, because it is the partitionKey; it must be another attribute`,
            });
        }
        for (const [role, attribute] of Object.entries({ partitionKey, sortKey })) {
            if (attribute === undefined) continue;
            const known = types.get(attribute.name) ?? attribute.type;
            types.set(attribute.name, known);
            if (known !== attribute.type) {
                problems.push({
                    key: `${at}.${role}`,
                    message: `"${attribute.name}" is a ${attribute.type} here and a ${known} elsewhere; an attribute has one type`,
                });
            }
        }
    }
    return problems;
}

function indexesFit(key: string, { indexes }: Table): Problem[] {
    const all = Object.values(indexes);
    const projected = all.reduce((count, { attributes = [] }) => count + attributes.length, 0);
    return [
        ...(all.length <= MAX_INDEXES
            ? []
            : [
                  {
                      key: `${key}.indexes`,
                      message: `${all.length} indexes are not allowed; there may be ${MAX_INDEXES}`,
                  },
              ]),
        ...(projected <= MAX_PROJECTED
            ? []
            : [
                  {
                      key: `${key}.indexes`,
                      message: `${projected} attributes in all indexes are not allowed; there may be ${MAX_PROJECTED}, or leave attributes out for all`,
                  },
              ]),
    ];
}

function limitsFit(key: string, { capacity }: Table): Problem[] {
    return Object.entries(capacity ?? {}).flatMap(([direction, { min, max }]) =>
        atMost(`${key}.capacity.${direction}.min`, min, "max", max),
    );
}
