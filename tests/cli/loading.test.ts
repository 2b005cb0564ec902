import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(__dirname, "../..");

/** The packages that a process has loaded once it has all that any command needs. */
async function loaded(): Promise<string[]> {
    const folder = path.join(root, "cli/operations");
    const script = `
        const files = ${JSON.stringify(readdirSync(folder).map((file) => path.join(folder, file)))};
        for (const file of files) require(file);
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
    it("loads nothing of Pulumi's SDK", async () => {
        const names = await loaded();
        assert.ok(names.includes("zod"), names.join());
        assert.deepEqual(
            names.filter((name) => name.startsWith("@pulumi/")),
            [],
        );
    });
});
