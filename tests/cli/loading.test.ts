import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(__dirname, "../..");

/** The packages that a process has loaded once every command has run. */
async function loaded(): Promise<string[]> {
    const folder = path.join(root, "cli/commands");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
        file.endsWith(".ts"),
    );
    return packagesOf(files.map((file) => path.join(folder, file)));
}

async function packagesOf(files: readonly string[]): Promise<string[]> {
    const script = `
        for (const file of ${JSON.stringify(files)}) require(file);
        const names = Object.keys(require.cache)
            .map((file) => /.*node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1])
            .filter((name) => name !== undefined);
        console.log(JSON.stringify([...new Set(names)]));`;
    const register = ["--require", "ts-node/register/transpile-only"];
    const { stdout } = await promisify(execFile)(process.execPath, [...register, "--eval", script], {
        cwd: root,
    });
    return JSON.parse(stdout) as string[];
}

describe("a command of plumb", () => {
    // The SDK takes longer to load than all else of a command, and only programs need it.
    it("does not load Pulumi's SDK", async () => {
        const names = await loaded();
        assert.ok(names.includes("zod"), names.join());
        assert.deepEqual(
            names.filter((name) => name.startsWith("@pulumi/")),
            [],
        );
    });

    it("loads its implementation only when it runs", async () => {
        const names = await packagesOf([path.join(root, "cli/program.ts")]);
        assert.ok(names.includes("commander"), names.join());
        assert.deepEqual(
            names.filter((name) => /^(@aws-sdk\/|@octokit\/|execa$|listr2$|yaml$|zod$)/.test(name)),
            [],
        );
    });
});
