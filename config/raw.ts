/** Brings the two sources of configuration, a file and the engine, to the same form. */
import { keyPath, type Problem } from "./messages/problems";

/**
 * The values below `plumbline:`, without the prefix. Keys of another namespace keep theirs, so that validation
 * finds them with everything else; {@link foreignKey} returns the problem of each.
 */
export function collect(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
            const [namespace, ...rest] = key.split(":");
            if (namespace === "plumbline" && rest.length > 0) return [[rest.join(":"), topLevel(value)]];
            return namespace === "pulumi" && rest.length > 0
                ? []
                : [[rest.length > 0 ? key : `:${key}`, value]];
        }),
    );
}

/**
 * A top-level value as the engine gives it to a program, always as text: maps, lists and booleans are JSON,
 * a number looks the same as its digits in a string, and nothing at all the same as an empty one.
 */
export function topLevel(value: unknown): unknown {
    if (value === "") return null;
    if (typeof value === "number") return String(value);
    if (typeof value !== "string" || !/^([[{]|true$|false$)/.test(value)) return value;
    try {
        return JSON.parse(value) as unknown;
    } catch {
        // Text that only begins like a list or a map.
        return value;
    }
}

/** The problem of a key that has another namespace, or none; undefined for a key that {@link collect} accepts. */
export function foreignKey(key: string): Problem | undefined {
    if (!key.includes(":")) return undefined;
    if (key.startsWith(":")) {
        return { key: key.slice(1), message: `has no namespace; write it plumbline${key}` };
    }
    const instead =
        key === "aws:region" ? "use plumbline:region" : "only plumbline: and pulumi: keys are read";
    return { key, message: `has no effect here: ${instead}` };
}

/**
 * Keys called `__proto__`, at any depth: to JavaScript it is no key of an object but what the object inherits from, so that
 * it would vanish without a word. All other names that objects inherit, such as `constructor`, are keys like any.
 */
export function vanishingKeys(value: unknown, path: readonly (string | number)[] = []): Problem[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
        const here = [...path, Array.isArray(value) ? Number(key) : key];
        return key === "__proto__"
            ? [
                  {
                      key: keyPath(here),
                      message:
                          "is not allowed, because JavaScript has a meaning of its own for it; give it another name",
                  },
              ]
            : vanishingKeys(inner, here);
    });
}
