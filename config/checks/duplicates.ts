import { keyPath, type Problem, show } from "../messages/problems";
import { sameBlock } from "../syntax/addresses";
import type { Check } from "./check";

/** Lists in which the same may stand twice: commands, and what the program passes on as it is. */
const FREE = [
    /^services\.[^.]+\.(command|healthCheckCommand)$/,
    /^(functions|queues)\.[^.]+\.on\.\d+\.(input|pattern|filter)\b/,
    /^sites\.[^.]+\.settings\b/,
];

/** Lists in which two spellings can be the same to AWS. */
const SPELLINGS: readonly (readonly [list: RegExp, same: (text: string) => string])[] = [
    [/^firewall\.(blocked|allowed)Addresses$/, sameBlock],
];

/** What stands twice in a list would become one resource twice, or be refused by AWS: addresses, endpoints, triggers. */
export const listsWithoutDuplicates: Check = {
    // It looks at whatever is valid.
    keys: [],
    run: (values) => duplicates(values, []),
};

function duplicates(value: unknown, path: readonly (string | number)[]): Problem[] {
    if (typeof value !== "object" || value === null || FREE.some((free) => free.test(path.join("."))))
        return [];
    const inner = Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
        duplicates(one, [...path, Array.isArray(value) ? Number(key) : key]),
    );
    return Array.isArray(value) ? [...twice(value, path), ...inner] : inner;
}

function twice(list: readonly unknown[], path: readonly (string | number)[]): Problem[] {
    const first = new Map<string, number>();
    const same = SPELLINGS.find(([of]) => of.test(path.join(".")))?.[1];
    return list.flatMap((one, index) => {
        const text = same !== undefined && typeof one === "string" ? same(one) : JSON.stringify(one);
        const other = first.get(text);
        if (other === undefined) {
            first.set(text, index);
            return [];
        }
        const what = typeof one === "string" ? show(one) : "the entry";
        return [
            {
                key: keyPath([...path, index]),
                message: `${what} is there already, as ${keyPath([...path, other])}; leave one of the two out`,
            },
        ];
    });
}
