import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

const load = createRequire(__filename);

const known = new Map<string, ReadonlySet<string> | undefined>();

/**
 * The properties of a resource type that a program can set, as opposed to properties that AWS alone sets. From the
 * sources of the provider's SDK: a provider's schema has the same, in a hundred megabytes.
 *
 * @param type such as aws:ec2/securityGroup:SecurityGroup
 * @returns undefined if this project has no SDK with that type
 */
export function inputNames(type: string): ReadonlySet<string> | undefined {
    if (!known.has(type)) known.set(type, readNames(type));
    return known.get(type);
}

function readNames(type: string): ReadonlySet<string> | undefined {
    const [, provider, module] = /^([a-z][\w-]*):([\w-]+\/[\w-]+):\w+$/.exec(type) ?? [];
    if (provider === undefined || module === undefined) return undefined;
    const file = sourceOf(provider, module);
    if (file === undefined) return undefined;
    const names = [...file.matchAll(/resourceInputs\["(\w+)"\] = (?!state\?|undefined \/\*out\*\/)/g)];
    return new Set(names.map(([, name = ""]) => name));
}

function sourceOf(provider: string, module: string): string | undefined {
    try {
        const folder = path.dirname(load.resolve(`@pulumi/${provider}/package.json`));
        return readFileSync(path.join(folder, `${module}.js`), "utf8");
    } catch {
        return undefined;
    }
}
