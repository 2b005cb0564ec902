/** A Pulumi that keeps states as files and returns the outputs of a test, for scans without an engine. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { paths } from "../../../../operations/pulumi/paths";
import type { Engine } from "../../../../operations/pulumi/engine";

/** The result of one `refresh`. */
export interface Refresh {
    /** Exported state that it leaves in its backend. @default the previous state */
    readonly live?: string;
    /** Events that it writes. @default none */
    readonly events?: readonly object[];
    /** @default 0 */
    readonly exitCode?: number;
    /** State of the stack from then on, as after another deployment. */
    readonly deployed?: string;
    /** Prints nothing until it is interrupted. */
    readonly hangs?: boolean;
}

export interface Script {
    /** One after the other; the last one again and again. @default leaves everything as it is */
    readonly refreshes?: readonly Refresh[];
    /** The steps of a `preview`. @default none */
    readonly steps?: readonly { readonly op: string; readonly urn: string; readonly type: string }[];
}

const program = `#!${process.execPath}
const fs = require("node:fs"), path = require("node:path");
const [, , ...args] = process.argv;
const option = (name) => args[args.indexOf(name) + 1];
const home = path.dirname(process.argv[1]);
const script = JSON.parse(fs.readFileSync(path.join(home, "script.json"), "utf8"));
const backend = /^file:\\/\\/(.*)\\?/.exec(process.env.PULUMI_BACKEND_URL || "")?.[1] ?? home;
const state = path.join(backend, "state.json");
fs.appendFileSync(path.join(home, "calls"), args.join(" ") + "\\n");
const log = (events) => {
    for (const event of events) fs.appendFileSync(option("--event-log"), JSON.stringify(event) + "\\n");
};
if (args[0] === "stack" && args[1] === "export") process.stdout.write(fs.readFileSync(state));
if (args[0] === "stack" && args[1] === "import") fs.copyFileSync(option("--file"), state);
if (args[0] === "preview") {
    // As Pulumi does where a stack file names no way of keeping secrets.
    const file = args.includes("--config-file") ? option("--config-file") : "Pulumi." + option("--stack") + ".yaml";
    const config = fs.readFileSync(file, "utf8");
    if (!/encryptionsalt|secretsprovider/.test(config)) fs.writeFileSync(file, config + "encryptionsalt: v1:salt\\n");
    log((script.steps ?? []).map((metadata) => ({ resourcePreEvent: { metadata } })));
}
if (args[0] === "refresh") {
    const count = path.join(home, "refreshes");
    const done = fs.existsSync(count) ? Number(fs.readFileSync(count, "utf8")) : 0;
    fs.writeFileSync(count, String(done + 1));
    const all = script.refreshes ?? [{}];
    const one = all[Math.min(done, all.length - 1)];
    log(one.events ?? []);
    if (one.live !== undefined) fs.writeFileSync(state, one.live);
    if (one.deployed !== undefined) fs.writeFileSync(path.join(home, "state.json"), one.deployed);
    process.exitCode = one.exitCode ?? 0;
    if (one.hangs) {
        const timer = setInterval(() => undefined, 1000);
        process.on("SIGINT", () => { clearInterval(timer); process.exitCode = 255; });
    }
}
`;

export class FakePulumi {
    private constructor(
        private readonly folder: string,
        readonly engine: Engine,
    ) {}

    /**
     * @param exported the stack's state
     * @param stackFile its configuration
     */
    static async create(
        exported: string,
        script: Script = {},
        { stackFile = "config: {}\n", emulator }: { stackFile?: string; emulator?: string } = {},
    ): Promise<FakePulumi> {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-fake-"));
        const [pulumi, root] = [path.join(folder, "pulumi"), path.join(folder, "project")];
        await mkdir(root);
        await writeFile(path.join(root, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
        await writeFile(path.join(root, "Pulumi.unit.yaml"), stackFile);
        await writeFile(path.join(folder, "script.json"), JSON.stringify(script));
        await writeFile(path.join(folder, "state.json"), exported);
        await writeFile(pulumi, program);
        await chmod(pulumi, 0o755);
        return new FakePulumi(folder, {
            paths: { ...paths(root, folder), state: folder },
            stack: "unit",
            emulator,
            toolchain: { pulumi, environment: {} } as unknown as Engine["toolchain"],
            // No backend: the stack itself is the one beside the program.
            environment: { PULUMI_BACKEND_URL: "" },
        });
    }

    async stackFile(): Promise<string> {
        return readFile(path.join(this.folder, "project", "Pulumi.unit.yaml"), "utf8");
    }

    /** Arguments of every call so far. */
    async calls(): Promise<string[]> {
        return (await readFile(path.join(this.folder, "calls"), "utf8")).trimEnd().split("\n");
    }

    async remove(): Promise<void> {
        await rm(this.folder, { recursive: true, force: true });
    }
}
