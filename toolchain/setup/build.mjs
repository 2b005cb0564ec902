// Compiles the toolchain. What is compiled, and from what, is explained in toolchain/README.md.
import { spawn } from "node:child_process";
import { chmod, copyFile, cp, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { readVersions, ToolchainError } from "./common.mjs";
import { buildEnvironment, buildFlags, sourceFiles } from "./fingerprint.mjs";

const engine = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const engineVersion = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

// The compiler spends a sixth of its time on collecting its own garbage, unless it may use more memory: up to 6 GB.
const garbageCollection = totalmem() > 7e9 ? "400" : "100";

/**
 * Compiles everything into a directory: bin/ has what goes on PATH, providers/ the plugins. Programs that an
 * interrupted build has finished there are kept.
 * @param {string} root the project's directory
 * @param {string} directory
 * @param {import("./common.mjs").OnProgress} onProgress
 */
export async function build(root, directory, onProgress) {
    const versions = await readVersions(root);
    const sources = join(directory, "sources");
    await rm(sources, { recursive: true, force: true });
    for (const file of await sourceFiles(root)) {
        await mkdir(dirname(join(sources, file)), { recursive: true });
        await copyFile(join(root, "toolchain", file), join(sources, file));
    }
    await mkdir(join(directory, "bin"), { recursive: true });
    await mkdir(join(directory, "providers"), { recursive: true });

    const report = counter(onProgress);
    const aws = {
        program: "providers/pulumi-resource-aws",
        module: join(sources, "aws"),
        source: ".",
        define: `main.version=${versions.aws}`,
    };
    const others = [
        {
            program: "providers/pulumi-resource-random",
            module: sources,
            source: "./cmd/pulumi-resource-random",
            define: `main.version=${versions.random}`,
        },
        {
            program: "bin/pulumi-language-nodejs",
            module: sources,
            source: "./cmd/pulumi-language-nodejs",
            define: `main.version=${versions.pulumi.pinned}`,
        },
        {
            program: "bin/pulumi",
            module: sources,
            source: engine,
            define: `${engineVersion}=v${versions.pulumi.pinned}`,
        },
    ];
    const buildAws = async () => {
        if (await exists(join(directory, aws.program))) return;
        await go(sources, ["run", ...buildFlags, "./cmd/trim-aws", "aws", "aws"], report);
        await compile(directory, aws, report);
    };
    const buildOthers = async () => {
        for (const program of others) await compile(directory, program, report);
    };
    const results = await Promise.allSettled([buildAws(), buildOthers()]);
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;

    const dynamic = join(directory, "bin", "pulumi-resource-pulumi-nodejs");
    await cp(join(sources, "cmd", "pulumi-resource-pulumi-nodejs.sh"), dynamic);
    await chmod(dynamic, 0o755);
    await rm(sources, { recursive: true, force: true });
    const wanted = [dynamic, ...[aws, ...others].map(({ program }) => join(directory, program))];
    for (const part of ["bin", "providers"]) {
        for (const name of await readdir(join(directory, part))) {
            const path = join(directory, part, name);
            if (!wanted.includes(path)) await rm(path); // half a program, of an interrupted build
        }
    }
}

/**
 * @param {string} directory
 * @param {{ program: string, module: string, source: string, define: string }} what
 *     define: a variable of the program that is set to a value
 * @param {(line: string) => void} report
 */
async function compile(directory, { program, module, source, define }, report) {
    const path = join(directory, program);
    if (await exists(path)) return;
    const temporary = `${path}.${process.pid}`;
    await go(
        module,
        ["build", ...buildFlags, "-v", "-ldflags", `-s -w -X ${define}`, "-o", temporary, source],
        report,
    );
    await rename(temporary, path);
}

/**
 * Runs `go` and passes on every line it prints.
 * @param {string} directory
 * @param {string[]} args
 * @param {(line: string) => void} onLine
 * @returns {Promise<void>}
 */
async function go(directory, args, onLine) {
    const child = spawn("go", args, {
        cwd: directory,
        env: { ...process.env, ...buildEnvironment, GOGC: garbageCollection },
        stdio: ["ignore", "ignore", "pipe"],
    });
    /** @type {string[]} */
    const lines = [];
    const reading = (async () => {
        for await (const line of createInterface({ input: child.stderr })) {
            lines.push(line);
            onLine(line);
        }
    })();
    const code = await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (status, signal) => resolve(status ?? signal));
    });
    await reading;
    if (code === 0) return;
    const log = join(directory, "..", "build.log");
    await writeFile(log, lines.join("\n"));
    throw new ToolchainError(
        "BUILD_FAILED",
        `\`go ${args[0]}\` failed (${code}):\n${lines.slice(-15).join("\n")}\n(all of it: ${log}). ` +
            "If the network or the disk is the cause, just try again: what is done is kept.",
    );
}

/** Packages that are compiled when nothing is in Go's build cache: for the progress only, so about right will do. */
const allPackages = 2700;

/**
 * Turns the lines of `go build -v` into progress: each is a package that is being compiled, or a download.
 * @param {import("./common.mjs").OnProgress} onProgress
 */
function counter(onProgress) {
    let packages = 0;
    return (/** @type {string} */ line) => {
        const download = /^go: downloading (\S+)/.exec(line)?.[1];
        const compiled = /^[\w.-]+(\/[\w.~-]+)*$/.test(line) ? line : undefined;
        if (compiled !== undefined) packages += 1;
        const detail = download === undefined ? compiled : `downloading ${download}`;
        if (detail === undefined) return;
        const fraction = Math.min(packages / allPackages, 0.99);
        onProgress({ step: "building Pulumi and its AWS provider", detail, fraction });
    };
}

/** @param {string} path */
async function exists(path) {
    return stat(path).then(
        () => true,
        () => false,
    );
}
