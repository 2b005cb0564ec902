import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { lstatSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { execa, type ResultPromise } from "execa";
import { parseDocument } from "yaml";
import { findEmulator, stopEmulator } from "../../../operations/emulator";

const root = path.resolve(__dirname, "../../..");

/** How a command has ended. */
export interface Ran {
    readonly exitCode: number | undefined;
    readonly stdout: string;
    readonly stderr: string;
    /** Both, in the order they came. */
    readonly all: string;
}

/** A command under way; it never rejects. */
export type Running = ResultPromise<{
    all: true;
    reject: false;
    stdin: "ignore";
    env: Record<string, undefined | string>;
}>;

/** Clones that are not removed yet. */
const clones = new Set<Clone>();

/** Tests that are interrupted leave neither Pulumi nor an emulator behind: mocha runs no hooks then. */
let ending = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
        if (ending) return;
        ending = true;
        void Promise.allSettled([...clones].map(async (clone) => clone.remove())).then(() =>
            process.exit(130),
        );
    });
}

/** A copy of the working tree in a repository of its own, with an emulator port of its own. */
export class Clone {
    /** Everything that was printed in this clone, for looking for secrets in it. */
    readonly printed: string[] = [];

    private readonly running = new Set<Running>();

    private constructor(
        readonly folder: string,
        readonly port: number,
    ) {}

    /**
     * @param name part of the folder's name; with a blank in it, because paths may have one
     * @param stackFile the local stack's file, in place of the sample platform's and of what its stacks share
     */
    static async create(name: string, stackFile?: string): Promise<Clone> {
        const folder = path.join(await mkdtemp(path.join(tmpdir(), "plumb-test-")), `a ${name}`);
        await mkdir(folder, { recursive: true });
        await copyTree(folder);
        await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
        await mkdir(scratchOf(folder));
        const clone = new Clone(folder, await freePort());
        clones.add(clone);
        if (stackFile !== undefined) {
            await cp(stackFile, path.join(folder, "Pulumi.local.yaml"));
            const project = path.join(folder, "Pulumi.yaml");
            const document = parseDocument(await readFile(project, "utf8"));
            document.delete("config");
            await writeFile(project, document.toString());
        }
        await clone.editStackFile("local", (text) =>
            text.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${clone.port}`),
        );
        await clone.commit();
        return clone;
    }

    async editStackFile(stack: string, edit: (text: string) => string): Promise<void> {
        const file = path.join(this.folder, `Pulumi.${stack}.yaml`);
        await writeFile(file, edit(await readFile(file, "utf8")));
    }

    /** Names in the folder for temporary files, which is this clone's own. */
    async temporary(): Promise<string[]> {
        return readdir(scratchOf(this.folder));
    }

    get emulatorFolder(): string {
        return path.join(this.folder, ".plumb", "emulator");
    }

    /** Starts `./plumb`, to be watched or interrupted. */
    start(...args: string[]): Running {
        return this.run("./plumb", args);
    }

    async plumb(...args: string[]): Promise<Ran> {
        return this.remember(this.start(...args));
    }

    /** Runs commands in a shell that has been set up with `plumb env`. */
    async shell(script: string): Promise<Ran> {
        const environment = 'environment=$(./plumb env) && eval "$environment"';
        return this.remember(this.run("sh", ["-c", `${environment} && ${script}`]));
    }

    async git(...args: string[]): Promise<string> {
        const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
        const { stdout } = await promisify(execFile)("git", [...identity, ...args], { cwd: this.folder });
        return stdout;
    }

    async remove(): Promise<void> {
        clones.delete(this);
        // Of a test that has failed: interrupted twice, plumb ends at once and takes Pulumi with it.
        for (const running of this.running) {
            running.kill("SIGINT");
            running.kill("SIGINT");
        }
        await Promise.all(this.running);
        await stopEmulator(this.emulatorFolder);
        await rm(path.dirname(this.folder), { recursive: true, force: true });
    }

    /** The running emulator; fails if there is none. */
    async emulator(): Promise<NonNullable<Awaited<ReturnType<typeof findEmulator>>>> {
        const found = await findEmulator(this.emulatorFolder);
        if (found === undefined) {
            throw new Error("no emulator runs in this clone");
        }
        return found;
    }

    private run(program: string, args: readonly string[]): Running {
        const running = execa(program, args, {
            cwd: this.folder,
            all: true,
            reject: false,
            stdin: "ignore",
            // As from a terminal without any of the developer's own Pulumi settings.
            env: {
                PULUMI_BACKEND_URL: undefined,
                PULUMI_CONFIG_PASSPHRASE: undefined,
                PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
                NO_COLOR: "1",
                TMPDIR: scratchOf(this.folder),
            },
        });
        this.running.add(running);
        return running;
    }

    private async remember(running: Running): Promise<Ran> {
        const { exitCode, stdout, stderr, all } = await running;
        this.printed.push(all);
        return { exitCode, stdout, stderr, all };
    }

    private async commit(): Promise<void> {
        await this.git("init", "--quiet");
        await this.git("add", "--all");
        await this.git("commit", "--quiet", "--message", "A clone to test in");
    }
}

function scratchOf(folder: string): string {
    return path.join(path.dirname(folder), "tmp");
}

/** Copies what git knows, and new files; what is deleted in the working tree is as if it was not there. */
async function copyTree(folder: string): Promise<void> {
    const { stdout } = await execa("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: root });
    const files = stdout
        .split("\0")
        .filter((file) => file !== "" && lstatSync(path.join(root, file), { throwIfNoEntry: false }));
    // A process for all of them: of a copy file by file, most of the time is Node's own.
    const list = ["--null", "--no-recursion", "--files-from=-"];
    const packed = execa("tar", ["--create", ...list, "--file=-"], {
        cwd: root,
        input: files.join("\0"),
        encoding: "buffer",
    });
    await packed.pipe("tar", ["--extract", "--file=-"], { cwd: folder });
}

/**
 * A port without a listener. Not one that the system chooses: it gives those to connections too, of other tests
 * at the same time for example, until the emulator starts.
 */
export async function freePort(): Promise<number> {
    for (let attempt = 0; attempt < 100; attempt++) {
        const port = randomInt(10_000, 30_000);
        if (await isFree(port)) return port;
    }
    throw new Error("no port is free");
}

async function isFree(port: number): Promise<boolean> {
    const server = createServer();
    return new Promise((resolve) => {
        server.once("error", () => {
            resolve(false);
        });
        server.listen(port, "127.0.0.1", () => {
            server.close(() => {
                resolve(true);
            });
        });
    });
}
