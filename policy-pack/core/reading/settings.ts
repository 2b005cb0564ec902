/**
 * Settings of one rule: from the pack's configuration, else the rule's defaults.
 *
 * @typeParam Key names of the rule's settings: the compiler knows any other name for a mistake
 */
export class Settings<Key extends string = string> {
    constructor(
        private readonly configured: Readonly<Record<string, unknown>>,
        private readonly schema: Readonly<Record<string, { readonly default?: unknown }>> = {},
    ) {}

    number(key: Key): number {
        return this.get(key, (value): value is number => typeof value === "number");
    }

    boolean(key: Key): boolean {
        return this.get(key, (value): value is boolean => typeof value === "boolean");
    }

    string(key: Key): string {
        return this.get(key, (value): value is string => typeof value === "string");
    }

    strings(key: Key): readonly string[] {
        return this.get(key, (value) => isListOf(value, "string"));
    }

    numbers(key: Key): readonly number[] {
        return this.get(key, (value) => isListOf(value, "number"));
    }

    /** Text by name. */
    texts(key: Key): Readonly<Record<string, string>> {
        return this.get(
            key,
            (value): value is Record<string, string> =>
                typeof value === "object" && value !== null && isListOf(Object.values(value), "string"),
        );
    }

    private get<T>(key: Key, is: (value: unknown) => value is T): T {
        const value = this.configured[key] ?? this.schema[key]?.default;
        // The engine has compared the configuration with the schema: a wrong type here is a mistake in a rule.
        if (!is(value)) throw new Error(`the setting ${key} has no default of the type that the rule reads`);
        return value;
    }
}

function isListOf<K extends "string" | "number">(
    value: unknown,
    type: K,
): value is (K extends "string" ? string : number)[] {
    return Array.isArray(value) && value.every((item) => typeof item === type);
}
