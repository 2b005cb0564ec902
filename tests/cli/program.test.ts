import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { plumb } from "../support/plumb";
import { ROOT } from "../support/program";

const launcher = path.resolve(__dirname, "../../plumb");

/** Starts a process, as a shell does. */
async function run(
    program: string,
    ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
        const child = execFile(program, args, { cwd: tmpdir() }, (_error, stdout, stderr) => {
            resolve({ code: child.exitCode ?? -1, stdout, stderr });
        });
    });
}

describe("plumb", () => {
    for (const command of [
        "up",
        "preview",
        "down",
        "destroy",
        "rehearse",
        "drift",
        "drift-issue",
        "policy",
        "secret",
        "logs",
        "status",
        "invoke",
        "shell",
        "connect",
        "exec",
        "cost",
        "env",
        "doctor",
        "init",
        "test",
    ]) {
        it(`${command} --help names its exit codes`, async () => {
            const { code, stdout } = await plumb([command, "--help"]);
            assert.equal(code, 0);
            assert.match(stdout, /Exit codes:\n +0 /);
        });
    }

    it("is found through a symlink, from any folder", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-unit-"));
        await symlink(launcher, path.join(folder, "first"));
        await symlink("first", path.join(folder, "second"));
        const { code, stdout } = await run(path.join(folder, "second"), "--help");
        await rm(folder, { recursive: true });
        assert.equal(code, 0);
        assert.match(stdout, /Usage: plumb/);
    });

    const mistakes: [string, string[], RegExp][] = [
        ["an unknown command", ["preveiw"], /Did you mean preview\?/],
        ["an unknown option", ["up", "--stak", "local"], /Did you mean --stack\?/],
        ["an unknown stack", ["up", "--stack", "prd"], /prod/],
        ["an argument too many", ["up", "prod"], /too many arguments/],
        [
            "arguments for Pulumi where there is no Pulumi",
            ["doctor", "--", "--target"],
            /take arguments after --/,
        ],
        ["down on a stack in real AWS", ["down", "--stack", "prod"], /plumb destroy --stack prod/],
        ["up on a stack in real AWS without a terminal", ["up", "--stack", "prod"], /pass --yes/],
    ];
    for (const [what, args, says] of mistakes) {
        it(`takes ${what} for wrong usage`, async () => {
            const { code, stderr } = await plumb(args);
            assert.equal(code, 2, stderr);
            assert.match(stderr, says);
            assert.doesNotMatch(stderr, /^ +at /m);
        });
    }

    it("ends its process with the exit code", async () => {
        const { code, stderr } = await run(launcher, "up", "--stack", "prd", "--cwd", ROOT);
        assert.equal(code, 2, stderr);
        assert.match(stderr, /prod/);
    });
});
