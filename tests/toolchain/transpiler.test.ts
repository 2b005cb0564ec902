import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateTranspilerOptions, Transpiler } from "ts-node";
import ts from "typescript";

const SOURCE = 'export enum Tier {\n    dev = "dev",\n}\nexport const name: string = Tier.dev;\n';

interface Factory {
    create(options: CreateTranspilerOptions & { cache: string }): Transpiler;
}

describe("toolchain: transpiler", () => {
    let cache: string;
    beforeEach(() => (cache = mkdtempSync(join(tmpdir(), "plumbline-transpiled-"))));
    afterEach(() => {
        rmSync(cache, { recursive: true, force: true });
    });

    async function transpiler(target = ts.ScriptTarget.ES2023, folder = "/a"): Promise<Transpiler> {
        const { create } = (await import("../../toolchain/transpiler.mjs")) as unknown as Factory;
        const places = { outDir: `${folder}/.ts-node`, configFilePath: `${folder}/tsconfig.json` };
        const options = { target, module: ts.ModuleKind.NodeNext, sourceMap: true, ...places };
        const service = { config: { options, errors: [], fileNames: [] }, options: {} };
        return create({ service: service as unknown as CreateTranspilerOptions["service"], cache });
    }

    const kept = (): string[] => readdirSync(cache);

    it("returns TypeScript's output, in CommonJS", async () => {
        const { outputText, sourceMapText } = (await transpiler()).transpile(SOURCE, {
            fileName: "/a/tier.ts",
        });
        const module = { exports: {} as Record<string, unknown> };
        new Function("exports", outputText)(module.exports);
        assert.deepEqual(module.exports["Tier"], { dev: "dev" });
        assert.equal(module.exports["name"], "dev");
        assert.deepEqual((JSON.parse(sourceMapText ?? "") as { sources: string[] }).sources, ["tier.ts"]);
    });

    it("does not compile unchanged files again", async () => {
        const { transpile } = await transpiler();
        const first = transpile(SOURCE, { fileName: "/a/tier.ts" });
        const [file = ""] = kept();
        const marked = { ...first, outputText: `${first.outputText}// kept` };
        writeFileSync(join(cache, file), JSON.stringify(marked));
        assert.equal(transpile(SOURCE, { fileName: "/b/tier.ts" }).outputText, marked.outputText);
    });

    it("does not compile the files of another clone again", async () => {
        const first = (await transpiler()).transpile(SOURCE, { fileName: "/a/tier.ts" });
        const other = await transpiler(ts.ScriptTarget.ES2023, "/b");
        assert.deepEqual(other.transpile(SOURCE, { fileName: "/b/tier.ts" }), {
            outputText: first.outputText,
            sourceMapText: first.sourceMapText,
        });
        assert.equal(kept().length, 1);
    });

    it("compiles changed files again, and for other settings", async () => {
        const { transpile } = await transpiler();
        transpile(SOURCE, { fileName: "/a/tier.ts" });
        const changed = transpile(SOURCE.replaceAll('"dev"', '"prod"'), { fileName: "/a/tier.ts" });
        assert.match(changed.outputText, /"prod"/);
        (await transpiler(ts.ScriptTarget.ES5)).transpile(SOURCE, { fileName: "/a/tier.ts" });
        assert.equal(kept().length, 3);
    });

    it("caches no output of a file with a mistake, and shows the mistake each time", async () => {
        const { transpile } = await transpiler();
        for (let time = 0; time < 2; time++) {
            const { diagnostics = [] } = transpile("const = 1;", { fileName: "/a/wrong.ts" });
            assert.equal(diagnostics[0]?.messageText, "Variable declaration expected.");
        }
        assert.deepEqual(kept(), []);
    });

    it("ignores a damaged cache entry, and a folder that can't be written", async () => {
        const { transpile } = await transpiler();
        const whole = transpile(SOURCE, { fileName: "/a/tier.ts" });
        const file = join(cache, kept()[0] ?? "");
        writeFileSync(file, readFileSync(file, "utf8").slice(0, 40));
        assert.equal(transpile(SOURCE, { fileName: "/a/tier.ts" }).outputText, whole.outputText);
        rmSync(cache, { recursive: true });
        writeFileSync(cache, "a file where the folder would be");
        assert.equal(transpile(SOURCE, { fileName: "/a/tier.ts" }).outputText, whole.outputText);
    });
});
