// A project with a toolchain/ of its own, an empty cache, and a PATH of fake programs.
import { execFile, type ExecFileException } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type * as setupModule from "../../toolchain/setup/index.mjs";

export const repository = join(__dirname, "..", "..");
export const setup = join(repository, "toolchain", "setup");

export type ToolchainError = InstanceType<Setup["ToolchainError"]>;
type Setup = typeof setupModule;

// ts-node refuses to require() an .mjs file, so the module under test is imported at run time.
const load = (): Promise<Setup> => import("../../toolchain/setup/index.mjs");
export const ensure = async (...args: Parameters<Setup["ensure"]>) => (await load()).ensure(...args);
export const locate = async (...args: Parameters<Setup["locate"]>) => (await load()).locate(...args);
export const verify = async (...args: Parameters<Setup["verify"]>) => (await load()).verify(...args);

export const loadLock = () => import("../../toolchain/setup/lock.mjs");
export const readVersions = async (root: string) =>
    (await import("../../toolchain/setup/common.mjs")).readVersions(root);

/** The self-built toolchain of this repository. Fails if there is none, so that no test is skipped by mistake. */
export async function locateBuilt(): Promise<setupModule.Toolchain> {
    const previous = process.env["PLUMBLINE_TOOLCHAIN"];
    process.env["PLUMBLINE_TOOLCHAIN"] = "built";
    const built = await locate(repository);
    if (previous === undefined) delete process.env["PLUMBLINE_TOOLCHAIN"];
    else process.env["PLUMBLINE_TOOLCHAIN"] = previous;
    if (built === undefined) {
        throw new Error(
            "there is no toolchain yet: run `PLUMBLINE_TOOLCHAIN=built node toolchain/setup/main.mjs` first",
        );
    }
    return built;
}

/**
 * The fake `go`: answers for its version and place, lists packages, copies modules, or builds by writing
 * programs. It logs every call, and each program it builds in a line of its own.
 */
const fakeGo = `#!/bin/sh
note() { echo "$*" >> "$FAKE_LOG"; }
case "$1" in
env)
    [ "$PWD" = / ] || [ -z "$FAKE_GO_OLD" ] || exit 1
    case "$2" in
    GOROOT) dirname "$(dirname "$0")" ;;
    GOMODCACHE) echo /nonexistent; echo off ;;
    *) echo "go1.99.0" ;;
    esac ;;
list) printf '%s\\t%s\\t%s\\n' example.com/some/package "$PWD" go.mod example.com/last "$PWD" go.mod ;;
mod)
    if [ -n "$FAKE_MODULE_ERROR" ]; then echo "{\\"Error\\": \\"$FAKE_MODULE_ERROR\\"}"; exit 1; fi
    mkdir -p "$GOMODCACHE/example.com"
    echo "{\\"Dir\\": \\"$GOMODCACHE/example.com\\", \\"Sum\\": \\"$FAKE_MODULE_SUM\\"}" ;;
work)
    note "$*"
    mkdir -p "$GOMODCACHE/example.com" vendor
    echo "go: downloading example.com/some v1.0.0" >&2
    [ -z "$FAKE_GO_FAILS" ] || { echo "no space left" >&2; exit 1; } ;;
build)
    note "compiled in $GOCACHE"
    while [ $# -gt 0 ] && [ "$1" != -o ]; do shift; done
    [ $# -gt 0 ] || exit 0 # packages of the standard library
    out=$2
    shift 2
    mkdir -p "$out"
    for package in "$@"; do
        case $package in
        ./*) printf '#!/bin/sh\\n' > "$out/\${package##*/}" && chmod +x "$out/\${package##*/}" ;;
        *) note "build $package" ;;
        esac
    done
    case $1 in ./*) exit ;; esac
    echo "example.com/some/package" >&2
    sleep "\${FAKE_GO_SECONDS:-0}"
    for package in "$@"; do echo "$package" > "$out/\${package##*/}"; done ;;
esac
`;

/** A scratch project; `stop` puts the environment back and removes it. */
export class Scratch {
    private readonly environment = { ...process.env };

    private constructor(
        readonly root: string,
        readonly cache: string,
    ) {}

    static async start(): Promise<Scratch> {
        const directory = await mkdtemp(join(tmpdir(), "plumbline-toolchain-"));
        const root = join(directory, "project");
        const files = {
            "go.mod": "module example\n\ngo 1.25.11\n",
            "go.sum": "",
            "build.work": "go 1.25.11\n",
            "build.work.sum": "",
            "aws/go.mod": "module example/aws\n\nrequire (\n\texample.com/some v1.0.0\n)\n",
            "aws/main.go": "package main\n",
            "cmd/pulumi-resource-pulumi-nodejs.sh": "#!/bin/sh\n",
            "internal/some.go": "package internal\n",
            "_peers/main.go": "package main\n",
            "_peers/go.mod": "module example/plugin\n",
            "_peers/go.sum": "",
            "_peers/build.work": "go 1.25.11\n",
        };
        for (const [file, content] of Object.entries(files)) {
            await mkdir(dirname(join(root, "toolchain", file)), { recursive: true });
            await writeFile(join(root, "toolchain", file), content);
        }
        await copyFile(join(repository, "toolchain/versions.json"), join(root, "toolchain/versions.json"));
        await writeFile(join(root, "toolchain/node.sh"), "#!/bin/sh\n", { mode: 0o755 });
        const scratch = new Scratch(root, join(directory, "cache", "plumbline", "toolchain"));
        await mkdir(join(directory, "bin"));
        process.env["XDG_CACHE_HOME"] = join(directory, "cache");
        process.env["PATH"] = `${join(directory, "bin")}:/usr/bin:/bin`;
        process.env["FAKE_LOG"] = join(directory, "log");
        process.env["PLUMBLINE_PULUMI_RELEASES"] = "http://127.0.0.1:9"; // discard: refuses connections
        delete process.env["PLUMBLINE_TOOLCHAIN"];
        delete process.env["PLUMBLINE_BUILD_CACHE"];
        return scratch;
    }

    async stop(): Promise<void> {
        for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
        Object.assign(process.env, this.environment);
        await rm(dirname(this.root), { recursive: true, force: true });
    }

    /** Puts a fake program on PATH. */
    async program(name: string, content: string): Promise<string> {
        const path = join(dirname(this.root), "bin", name);
        await writeFile(path, content);
        await chmod(path, 0o755);
        return path;
    }

    async fakeGo(): Promise<void> {
        await this.program("go", fakeGo);
    }

    async fakePulumi(version: string): Promise<string> {
        return this.program("pulumi", `#!/bin/sh\necho v${version}\n`);
    }

    /** The programs that the fake `go` was asked to build, in the order of starting. */
    async built(): Promise<string[]> {
        return this.noted("build ");
    }

    /** The entries of the fake `go`'s log that begin with a text. */
    async noted(start: string): Promise<string[]> {
        const log = await readFile(join(dirname(this.root), "log"), "utf8").catch(() => "");
        return log.split("\n").filter((line) => line.startsWith(start));
    }

    /** Runs `ensure` in a process of its own. */
    ensureElsewhere(environment: Record<string, string> = {}): Elsewhere {
        const script =
            `import { ensure } from ${JSON.stringify(join(setup, "index.mjs"))};` +
            `const progress = [];` +
            `const toolchain = await ensure(${JSON.stringify(this.root)}, { onProgress: p => progress.push(p) });` +
            `console.log(JSON.stringify({ toolchain, progress }));`;
        const args = ["--input-type=module", "-e", script];
        const options = { env: { ...process.env, ...environment }, encoding: "utf8" } as const;
        let finished: (result: Result) => void;
        const result = new Promise<Result>((resolve) => (finished = resolve));
        const child = execFile(process.execPath, args, options, (error, stdout, stderr) => {
            finished({ error, stderr, ...(stdout === "" ? {} : (JSON.parse(stdout) as object)) });
        });
        return { result, kill: () => child.kill("SIGKILL") };
    }
}

export interface Elsewhere {
    result: Promise<Result>;
    kill: () => boolean;
}

export interface Result {
    error: ExecFileException | null;
    stderr: string;
    toolchain?: setupModule.Toolchain;
    progress?: setupModule.Progress[];
}

/** Waits until a condition holds, or fails after five seconds. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 5000;
    while (!(await condition())) {
        if (Date.now() > end) throw new Error("still not so after 5 s");
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
