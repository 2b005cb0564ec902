import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { knownDifferences } from "./knownDifferences";
import { locateBuilt, repository } from "../support";
import { type Shape, Typings } from "./typings";

type Properties = Record<string, Shape>;

const importLine = /^import \* as (\w+) from "@pulumi\/aws\/(\w+)";$/gm;

describe("toolchain: types of the self-built AWS provider", function () {
    this.timeout(60_000);
    let served: Record<string, Properties>;

    before(async () => {
        const built = await locateBuilt();
        const provider = built.parts.find(({ name }) => name === "aws");
        assert.ok(provider);
        const options = { encoding: "utf8", maxBuffer: 1 << 28 } as const;
        served = JSON.parse(execFileSync(provider.path, ["--shapes"], options)) as typeof served;
    });

    it("have the inputs of the npm package, nested ones too", () => {
        const typings = new Typings();
        const found = Object.entries(served).flatMap(([token, properties]) => {
            const declared = typings.inputs(token);
            return declared === undefined
                ? [`${token}: @pulumi/aws has no such type`]
                : compare(declared, properties).map((difference) => `${token}.${difference}`);
        });
        const known = Object.entries(knownDifferences).flatMap(([token, paths]) =>
            paths.map((path) => `${token}.${path}: missing`),
        );
        const patterns = known.map((text) => new RegExp(`^${escape(text).replaceAll("\\*", ".*")}$`));
        const unknown = found.filter((difference) => !patterns.some((pattern) => pattern.test(difference)));
        const obsolete = known.filter((_, i) => !found.some((difference) => patterns[i]?.test(difference)));
        assert.deepEqual({ unknown, obsolete }, { unknown: [], obsolete: [] });
    });

    it("include every type that the components create", () => {
        const names = new Set(
            Object.keys(served).map((token) => token.replace(/^aws:([^/]+)\/\w+:(\w+)$/, "aws.$1.$2")),
        );
        const used = typesUsedIn(join(repository, "components"));
        assert.ok(
            used.size > 0,
            "no component constructs a resource: is this test looking at the right place?",
        );
        const missing = [...used].filter((name) => !names.has(name));
        assert.deepEqual(missing, [], "add these to toolchain/aws/tokens.go");
    });
});

/** Paths at which the declared properties are not served, or have another type. */
function compare(declared: Properties, served: Properties): string[] {
    return Object.entries(declared).flatMap(([name, shape]) => {
        const other = served[name];
        return other === undefined ? [`${name}: missing`] : compareShapes(name, shape, other);
    });
}

function compareShapes(path: string, declared: Shape, served: Shape): string[] {
    const [a, b] = [declared, served].map((shape) => shape.type ?? Object.keys(shape).join());
    if (a !== b) return [`${path}: declared as ${a}, served as ${b}`];
    if (declared.items && served.items) return compareShapes(`${path}[]`, declared.items, served.items);
    if (declared.values && served.values) return compareShapes(`${path}{}`, declared.values, served.values);
    return compare(declared.properties ?? {}, served.properties ?? {}).map((inner) => `${path}.${inner}`);
}

/** Names like "aws.sqs.Queue" of everything that sources below a directory construct. */
function typesUsedIn(directory: string): Set<string> {
    assert.ok(existsSync(directory));
    const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) =>
        file.endsWith(".ts"),
    );
    const used = new Set<string>();
    for (const file of files) {
        const text = readFileSync(join(directory, file), "utf8");
        const modules = new Map([...text.matchAll(importLine)].map(([, name, module]) => [name, module]));
        for (const [, namespace = "", type] of text.matchAll(/\bnew ((?:\w+\.)?\w+)\.([A-Z]\w+)\(/g)) {
            const module = modules.get(namespace) ?? /^aws\.(\w+)$/.exec(namespace)?.[1];
            if (module !== undefined) used.add(`aws.${module}.${type}`);
        }
    }
    return used;
}

/** A regular expression that matches a text literally. */
function escape(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
