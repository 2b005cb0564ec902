import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expectCommand, interleaved, median, timed } from "./measure";
import type { Row } from "./row";

/** Modules that files import, those imported for types only left out. */
function imports(files: readonly string[]): string[] {
    const found = files.flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(/^import (?!type\b)[^;]*? from "([^"]+)";/gms)].map(
            ([, name = ""]) => name,
        ),
    );
    return [...new Set(found)].sort();
}

function sources(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => path.join(folder, name));
}

/** Row 2: what it takes to load the program as Pulumi does, compared with a script that has the SDK and no code of its own. */
export const programLoad: Row = {
    number: 2,
    title: "loading the program ÷ loading only the service modules that it uses",
    goal: 1.2,
    measure: async ({ root, runs }) => {
        const index = path.join(root, "index.ts");
        const own = imports([index]).map((name) => path.join(root, name));
        const used = imports([index, ...sources(path.join(root, "components"))]).filter((name) =>
            name.startsWith("@pulumi/"),
        );
        const load = (script: string, ...args: readonly string[]) => {
            return async (): Promise<void> =>
                expectCommand(process.execPath, [...args, "--eval", script], {
                    cwd: root,
                    // As Pulumi loads it.
                    env: { TS_NODE_PROJECT: "tsconfig.run.json", TS_NODE_TRANSPILE_ONLY: "true" },
                });
        };
        const all = (modules: readonly string[]) =>
            `for (const name of ${JSON.stringify(modules)}) require(name);`;
        const sdk = JSON.stringify(path.join(root, "node_modules/@pulumi/pulumi"));
        const quickened = `import("./toolchain/quickSdk.mjs").then((quick) => { quick.quickenSdk(${sdk}); ${all(own)} });`;
        const ours = load(quickened, "--require", "ts-node/register");
        return { kind: "times", pair: await interleaved(ours, load(all(used)), runs) };
    },
};

/** Settings with which ts-node checks types, against the project's own. */
export const checking = { transpileOnly: false, transpiler: null, preferTsExts: true } as const;

/** Row 11: what the tests save by leaving type errors to the type check. */
export const unitTests: Row = {
    number: 11,
    title: "unit tests of the components, transpiled ÷ type-checked by ts-node",
    goal: 0.3,
    measure: async ({ root, runs }) => {
        const scratch = await mkdtemp(path.join(tmpdir(), "plumb-bench-"));
        try {
            const checked = path.join(scratch, "tsconfig.json");
            await writeFile(
                checked,
                JSON.stringify({
                    extends: path.join(root, "tsconfig.json"),
                    include: [],
                    files: [],
                    compilerOptions: { typeRoots: [path.join(root, "node_modules/@types")] },
                    "ts-node": checking,
                }),
            );
            const tests = (register: string, env: Readonly<Record<string, string>>) => async () =>
                expectCommand(
                    process.execPath,
                    [
                        path.join(root, "node_modules/mocha/bin/mocha.js"),
                        ...["--no-config", "--reporter", "dot", "--timeout", "120000"],
                        ...["--require", register, "--require", "tests/support/setup.ts"],
                        "tests/components/*.test.ts",
                    ],
                    { cwd: root, env },
                );
            const pair = await interleaved(
                tests("ts-node/register/transpile-only", {}),
                tests("ts-node/register", { TS_NODE_PROJECT: checked }),
                runs,
            );
            return { kind: "times", pair };
        } finally {
            await rm(scratch, { recursive: true, force: true });
        }
    },
};

/** Row 15: how long everything takes that a change has to pass. */
export const wholeSuite: Row = {
    number: 15,
    title: "minutes of `./plumb test` ÷ 12",
    goal: 1,
    isOptional: true,
    measure: async ({ root, runs }) => {
        const test = async (): Promise<void> =>
            expectCommand(path.join(root, "plumb"), ["test"], { cwd: root });
        const minutes: number[] = [];
        for (let turn = 0; turn < runs; turn += 1) minutes.push((await timed(test)).wall / 60);
        return { kind: "amounts", ours: Number(median(minutes).toFixed(1)), other: 12, unit: "minutes" };
    },
};
