import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./support";

describe("toolchain: node.sh", () => {
    let directory: string;
    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "plumbline-node-"));
        mkdirSync(join(directory, "bin"));
        for (const tool of [
            "sh",
            "dirname",
            "sed",
            "sort",
            "tail",
            "mkdir",
            "mktemp",
            "cp",
            "rm",
            "sleep",
            "find",
            "id",
        ]) {
            symlinkSync(`/bin/${tool}`, join(directory, "bin", tool));
        }
    });
    afterEach(() => rmSync(directory, { recursive: true, force: true }));

    const program = (name: string, content: string) =>
        writeFileSync(join(directory, "bin", name), `#!/bin/sh\n${content}\n`, { mode: 0o755 });

    /** An npm that puts the Node of this test where the real one would put the pinned one. */
    const fakeNpm = () =>
        program(
            "npm",
            `echo "$@" >> ${directory}/log
            [ -f package-lock.json ] || exit 1
            mkdir -p node_modules/node-some-arch/bin
            echo '#!/bin/sh' > node_modules/node-some-arch/bin/node
            echo 'exec ${process.execPath} "$@"' >> node_modules/node-some-arch/bin/node
            /bin/chmod +x node_modules/node-some-arch/bin/node`,
        );

    const run = () => {
        const env = {
            PATH: join(directory, "bin"),
            XDG_CACHE_HOME: join(directory, "cache"),
            HOME: directory,
        };
        const script = join(repository, "toolchain", "node.sh");
        const { status, stdout, stderr } = spawnSync("/bin/sh", [script], { env, encoding: "utf8" });
        return { status, stdout: stdout.trim(), stderr };
    };
    const home = () => join(directory, "cache", "plumbline", "node");

    it("prints nothing if the machine's Node is new enough", () => {
        for (const version of ["22.12.0", "22.13.1", "24.1.0", "100.0.0"]) {
            program("node", `echo ${version}`);
            assert.deepEqual(run(), { status: 0, stdout: "", stderr: "" }, version);
        }
    });

    it("starts no Node from a world-writable cache", () => {
        fakeNpm();
        program("node", "echo 20.20.2");
        mkdirSync(home(), { recursive: true });
        chmodSync(join(directory, "cache", "plumbline"), 0o777);
        const { status, stdout, stderr } = run();
        assert.deepEqual([status, stdout], [3, ""]);
        assert.match(stderr, /everybody may write to it.*\n?.*XDG_CACHE_HOME/);
    });

    it("installs the pinned Node once if the machine's is too old or missing", () => {
        fakeNpm();
        for (const version of ["20.20.2", "22.11.9", "9.99.0"]) {
            rmSync(home(), { recursive: true, force: true });
            program("node", `echo ${version}`);
            const { status, stdout, stderr } = run();
            assert.equal(status, 0, stderr);
            assert.match(stderr, new RegExp(`Node ${version} is older than 22.12.0: installing Node`));
            assert.equal(
                spawnSync(join(stdout, "node"), ["-p", "1 + 1"], { encoding: "utf8" }).stdout,
                "2\n",
            );
            assert.deepEqual(run(), { status: 0, stdout, stderr: "" });
        }
        rmSync(join(directory, "bin", "node"));
        assert.equal(run().status, 0);
        assert.equal(readdirSync(home()).length, 1, "nothing half is left");
    });

    it("ends with code 3 and advice if npm is missing or fails, and leaves no files", () => {
        program("node", "echo 18.0.0");
        assert.equal(run().status, 3);
        program("npm", "echo 'npm: no network' >&2; exit 1");
        const { status, stderr } = run();
        assert.equal(status, 3);
        assert.match(stderr, /no network[^]*Node 22\.12\.0 or newer is needed \(found: 18\.0\.0\)/);
        assert.deepEqual(readdirSync(home()), []);
    });
});
