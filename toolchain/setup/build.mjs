// Compiles the toolchain: toolchain/README.md describes the programs and their sources.
import { chmod, copyFile, cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { readVersions } from "./common.mjs";
import { buildFlags, sourceFiles } from "./fingerprint.mjs";
import { prepareGo, run } from "./go.mjs";
import { compiling, downloading } from "./progress.mjs";

const engine = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const engineVersion = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The folder, below the directory of a build, for files that only the build itself needs. */
export const workFolder = "work";

/**
 * Compiles everything into a directory: bin/ holds the programs for PATH, providers/ the plugins. Downloads and
 * packages of an interrupted build are used, and removed in the end.
 * @param {string} root the project's directory
 * @param {string} directory
 * @param {import("./common.mjs").OnProgress} onProgress
 */
export async function build(root, directory, onProgress) {
    const versions = await readVersions(root);
    const work = join(directory, workFolder);
    // While the sources change often, a folder can keep downloads and compiled packages.
    const keptIn = process.env["PLUMBLINE_BUILD_CACHE"] || undefined;
    const go = await prepareGo(root, keptIn === undefined ? join(work, "go") : resolve(keptIn));
    const log = join(directory, "build.log");
    const sources = await prepareSources({ root, go, work, log }, onProgress);
    // Half of the disk space of the build: the sources contain copies of the modules that they need.
    if (keptIn === undefined) await rm(join(work, "go", "modules"), { recursive: true, force: true });

    const programs = [
        {
            program: "providers/pulumi-resource-aws",
            source: "plumbline/toolchain/aws",
            define: `main.version=${versions.aws}`,
        },
        {
            program: "providers/pulumi-resource-random",
            source: "plumbline/toolchain/cmd/pulumi-resource-random",
            define: `main.version=${versions.random}`,
        },
        {
            program: "bin/pulumi-language-nodejs",
            source: "plumbline/toolchain/cmd/pulumi-language-nodejs",
            define: `main.version=${versions.pulumi.pinned}`,
        },
        {
            program: "bin/pulumi",
            source: engine,
            define: `${engineVersion}=v${versions.pulumi.pinned}`,
        },
    ];
    // All at once, so that no processor waits while a program is linked, and nothing is compiled twice.
    const out = join(work, "programs");
    const packages = programs.map(({ source }) => source);
    const linking = programs.map(({ source, define }) => `-ldflags=${source}=-s -w -X ${define}`);
    const env = vendored(sources);
    const onLine = await compiling(
        go,
        { step: "building Pulumi and its AWS provider", directory: sources, env, packages },
        onProgress,
    );
    await run(
        go,
        {
            directory: sources,
            env,
            args: ["build", ...buildFlags, "-v", ...linking, "-o", `${out}/`, ...packages],
            log,
        },
        onLine,
    );

    for (const part of ["bin", "providers"]) {
        await rm(join(directory, part), { recursive: true, force: true });
        await mkdir(join(directory, part));
    }
    for (const { program, source } of programs) {
        await rename(join(out, basename(source)), join(directory, program));
    }
    const dynamic = join(directory, "bin", "pulumi-resource-pulumi-nodejs");
    await cp(join(root, "toolchain", "cmd", "pulumi-resource-pulumi-nodejs.sh"), dynamic);
    await chmod(dynamic, 0o755);
    await rm(work, { recursive: true, force: true });
    await rm(log, { force: true });
}

/**
 * The environment in which Go compiles prepared sources with the modules in their `vendor/`.
 * @param {string} sources
 */
export function vendored(sources) {
    return { GOWORK: join(sources, "build.work"), GOFLAGS: "-mod=vendor" };
}

/**
 * Our sources with all modules they need, in `vendor/`, reduced to used code. Done once, also for several attempts to
 * compile.
 * @param {object} options
 * @param {string} options.root the project's directory
 * @param {import("./go.mjs").Go} options.go
 * @param {string} options.work where they are written
 * @param {string} options.log file for the output of a tool that fails
 * @param {Record<string, string>} [options.more] further files to compile: target path by path in toolchain/
 * @param {import("./common.mjs").OnProgress} onProgress
 * @returns {Promise<string>} the directory
 */
export async function prepareSources({ root, go, work, log, more = {} }, onProgress) {
    const sources = join(work, "sources");
    if (await exists(sources)) return sources;
    const draft = `${sources}.draft`;
    await rm(draft, { recursive: true, force: true });
    const own = (await sourceFiles(root)).map((file) => [file, file]);
    for (const [from = "", to = ""] of [...own, ...Object.entries(more)]) {
        await mkdir(dirname(join(draft, to)), { recursive: true });
        await copyFile(join(root, "toolchain", from), join(draft, to));
    }
    const onLine = downloading(await requirements(draft), onProgress);
    const tools = join(work, "tools");
    /** @param {string} name @param {string[]} args */
    const tool = (name, ...args) =>
        run(go, { directory: draft, program: join(tools, name), args, log }, onLine);
    const goes = { directory: draft, log };
    await run(go, {
        ...goes,
        args: ["build", ...buildFlags, "-o", `${tools}/`, "./cmd/trim-aws", "./cmd/shake"],
    });
    const collect = async () => {
        await tool("trim-aws", "aws", "aws");
        await run(
            go,
            { ...goes, args: ["work", "vendor"], env: { GOWORK: join(draft, "build.work") } },
            onLine,
        );
    };
    // Downloading leaves the processors idle, and these need nothing that is downloaded.
    const standard = ["net/http", "html/template", "encoding/xml", "encoding/gob"];
    await all([collect(), run(go, { ...goes, args: ["build", ...buildFlags, ...standard] })]);
    await tool("shake", "vendor", "aws");
    await rename(draft, sources);
    return sources;
}

/**
 * Waits for all, also if one fails: a task that still runs must not disturb the next attempt.
 * @param {Promise<void>[]} tasks
 */
async function all(tasks) {
    const results = await Promise.allSettled(tasks);
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
}

/**
 * How many modules the programs require.
 * @param {string} sources
 */
async function requirements(sources) {
    const modules = new Set();
    for (const file of ["go.mod", "aws/go.mod"]) {
        const content = await readFile(join(sources, file), "utf8");
        for (const [, path] of content.matchAll(/^\s+(\S+) v\S+/gm)) modules.add(path);
    }
    return modules.size;
}

/** @param {string} path */
async function exists(path) {
    return stat(path).then(
        () => true,
        () => false,
    );
}
