import assert from "node:assert/strict";

import * as defaults from "../../model/defaults";
import { readComponents } from "../../operations/generate/readSources";
import { ROOT } from "../support/program";

/** `@default` of every argument, by the name of its component or type and by its own. */
function documented(): Map<string, Map<string, string>> {
    const found = new Map<string, Map<string, string>>();
    for (const page of readComponents(ROOT)) {
        for (const { name, members } of [{ name: page.name, members: page.arguments }, ...page.types]) {
            const known = found.get(camelCase(name)) ?? new Map<string, string>();
            for (const member of members) known.set(member.name, member.fallback);
            found.set(camelCase(name), known);
        }
    }
    return found;
}

function camelCase(name: string): string {
    return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}

describe("defaults", () => {
    it("match the @default tags", () => {
        const known = documented();
        for (const [owner, values] of Object.entries(defaults)) {
            for (const [argument, value] of Object.entries(values)) {
                const text = known.get(owner)?.get(argument);
                assert.ok(text !== undefined, `no component documents the argument ${owner}.${argument}`);
                const numbers: readonly string[] = text.match(/-?\d+(\.\d+)?/g) ?? [];
                assert.ok(
                    text.startsWith(JSON.stringify(value).replaceAll(",", ", ")) ||
                        numbers.includes(JSON.stringify(value)),
                    `${owner}.${argument} is ${JSON.stringify(value)}, but its @default is ${text}`,
                );
            }
        }
    });
});
