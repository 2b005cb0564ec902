// Hashes the inputs of a build: the sources here, the flags, and the Go that compiles them.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { cacheDirectory, output, ToolchainError } from "./common.mjs";
import { which } from "./installed.mjs";

/**
 * Flags of every `go build`. -trimpath: the same sources give the same programs in any directory. Leaving out
 * debugging information and inlining (except in the standard library) halves the time that compiling takes.
 */
export const buildFlags = [
    "-trimpath",
    "-buildvcs=false",
    "-gcflags=all=-dwarf=false -l",
    "-gcflags=std=-dwarf=false",
];

/** Environment of `go`: static programs, files that can be removed, no settings of the person's. */
export const buildEnvironment = { CGO_ENABLED: "0", GOFLAGS: "-modcacherw", GOWORK: "off" };

/**
 * The files that are built, relative to toolchain/.
 * @param {string} root the project's directory
 * @returns {Promise<string[]>}
 */
export async function sourceFiles(root) {
    const toolchain = join(root, "toolchain");
    const files = ["go.mod", "go.sum", "build.work", "build.work.sum"];
    for (const directory of ["aws", "cmd", "internal"]) {
        const entries = await readdir(join(toolchain, directory), { recursive: true, withFileTypes: true });
        for (const entry of entries) {
            const path = relative(toolchain, join(entry.parentPath ?? entry.path, entry.name));
            if (entry.isFile() && !path.endsWith("_test.go") && !isCopy(path)) files.push(path);
        }
    }
    return files.sort();
}

/**
 * Whether a file belongs to the copies of modules that trim-aws leaves in aws/ after work on go.mod.
 * @param {string} path relative to toolchain/
 */
function isCopy(path) {
    const [first, second = ""] = path.split(sep);
    return first === "aws" && ["upstream", "plugin-sdk", "bridge", "pulumi"].includes(second);
}

/**
 * A short hash of everything a build depends on except Go.
 * @param {string} root the project's directory
 */
export async function fingerprint(root) {
    const toolchain = join(root, "toolchain");
    const hash = createHash("sha256");
    hash.update(JSON.stringify([buildFlags, buildEnvironment, process.platform, process.arch]));
    const files = [...(await sourceFiles(root)), "versions.json"];
    const contents = await Promise.all(files.map((file) => readFile(join(toolchain, file))));
    files.forEach((file, i) => {
        const content = contents[i] ?? Buffer.alloc(0);
        hash.update(`${file}\0${content.length}\0`).update(content);
    });
    return hash.digest("hex").slice(0, 16);
}

/**
 * The version of Go that builds: "go1.26.8". It may be one that the machine's Go downloads (GOTOOLCHAIN).
 * @param {string} root the project's directory
 * @returns {Promise<string>}
 */
export async function findGo(root) {
    const wanted = /^go (\S+)$/m.exec(await readFile(join(root, "toolchain", "go.mod"), "utf8"))?.[1];
    const advice =
        `Install Go ${wanted} or newer (https://go.dev/dl), or install Pulumi itself ` +
        "(https://www.pulumi.com/docs/install/): then nothing has to be built.";
    const go = await which("go");
    if (go === undefined) {
        throw new ToolchainError(
            "GO_MISSING",
            `Building Pulumi needs Go, and there is no \`go\` on PATH. ${advice}`,
        );
    }
    const env = goEnvironment();
    try {
        return await output(go, ["env", "GOVERSION"], { cwd: join(root, "toolchain"), env });
    } catch {
        const own = await output(go, ["env", "GOVERSION"], { cwd: "/", env }).catch(
            () => "of an unknown version",
        );
        throw new ToolchainError("GO_TOO_OLD", `Building Pulumi needs a newer Go than ${own}. ${advice}`);
    }
}

/**
 * The program that builds: of the Go that findGo has named.
 * @param {string} root the project's directory
 * @returns {Promise<string>}
 */
export async function goProgram(root) {
    const options = { cwd: join(root, "toolchain"), env: goEnvironment() };
    return join(await output("go", ["env", "GOROOT"], options), "bin", "go");
}

/** A Go that the machine's Go downloads is kept with everything else. */
function goEnvironment() {
    const GOPATH = join(dirname(cacheDirectory()), "go");
    return { ...process.env, ...buildEnvironment, GOPATH, GOMODCACHE: join(GOPATH, "pkg", "mod") };
}
