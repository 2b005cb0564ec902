import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exitCodeOf } from "../../cli/commands/drift/run";
import { exitCodeFor, verdicts } from "../../operations/drift/report/report";
import { ROOT } from "../support/program";
import { plumb } from "../support/plumb";
import { report } from "../operations/drift/support/reports";

const launcher = path.resolve(__dirname, "../../plumb");

/** As much of Pulumi as a scan of an exported state needs. Whatever is deployed has gone from AWS. */
const pulumi = `#!/bin/sh
case "$1 $2" in
    "version "*) echo v3.999.0 ;;
    "stack import") touch "$FAKE/import"; [ "$HANG" = import ] && exec sleep 300 ;;
    "stack export")
        case "$*" in
            *--stack\\ nowhere*) echo "error: no stack named 'nowhere' found" >&2; exit 255 ;;
        esac
        if [ -e "$FAKE/refreshed" ]; then cat "$FAKE/after.json"; else cat "$FAKE/state.json"; fi ;;
    "refresh "*) touch "$FAKE/refreshed" ;;
esac
exit 0
`;

/** Starting plumb may take a while on a busy machine. */
describe("plumb drift", function () {
    this.timeout(120_000);
    let folder: string;
    let temporary: string;
    let server: Server;
    let asked: string[];
    let hangs: "sts" | "trail" | undefined;

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-unit-"));
        await writeFile(path.join(folder, "pulumi"), pulumi, { mode: 0o755 });
        server = createServer((request, response) => {
            const what = request.headers["x-amz-target"] === undefined ? "sts" : "trail";
            asked.push(what);
            if (what === hangs) return;
            response.end(
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>" +
                    "</GetCallerIdentityResult></GetCallerIdentityResponse>",
            );
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        await writeState(`http://127.0.0.1:${address.port}`);
    });

    after(async () => {
        server.closeAllConnections();
        server.close();
        await rm(folder, { recursive: true });
    });

    beforeEach(async () => {
        asked = [];
        hangs = undefined;
        temporary = path.join(folder, "tmp");
        await rm(temporary, { recursive: true, force: true });
        await mkdir(temporary);
        for (const name of ["import", "refreshed"]) await rm(path.join(folder, name), { force: true });
    });

    async function writeState(endpoint: string): Promise<void> {
        const urn = (type: string, name: string): string => `urn:pulumi:elsewhere::unit::${type}::${name}`;
        const stack = { urn: urn("pulumi:pulumi:Stack", "unit-elsewhere"), type: "pulumi:pulumi:Stack" };
        const provider = {
            urn: urn("pulumi:providers:aws", "aws"),
            type: "pulumi:providers:aws",
            custom: true,
            id: "1",
            inputs: {
                region: "eu-west-1",
                accessKey: "123456789012",
                secretKey: "none",
                endpoints: JSON.stringify([{ sts: endpoint }]),
            },
        };
        const topic = {
            urn: urn("aws:sns/topic:Topic", "alerts"),
            type: "aws:sns/topic:Topic",
            custom: true,
            id: "arn:aws:sns:eu-west-1:123456789012:alerts",
            provider: `${provider.urn}::1`,
            inputs: {},
            outputs: { arn: "arn:aws:sns:eu-west-1:123456789012:alerts" },
        };
        const write = async (name: string, ...resources: object[]): Promise<void> =>
            writeFile(path.join(folder, name), JSON.stringify({ version: 3, deployment: { resources } }));
        await write("state.json", stack, provider, topic);
        await write("after.json", stack, provider);
    }

    const environment = (): Record<string, string> => ({
        PATH: `${folder}:${process.env["PATH"] ?? ""}`,
        PLUMBLINE_TOOLCHAIN: "installed",
        TMPDIR: temporary,
        FAKE: folder,
        GITHUB_STEP_SUMMARY: "",
    });

    /** In a process of its own, to be interrupted. */
    function start(args: readonly string[], variables: Record<string, string> = {}): ChildProcess {
        return spawn(launcher, ["drift", ...args], {
            cwd: folder,
            env: { ...process.env, ...environment(), ...variables },
            stdio: ["ignore", "pipe", "pipe"],
            // A group of its own, as a shell gives it: an interrupt at the terminal goes to all of it.
            detached: true,
        });
    }

    async function ended(child: ChildProcess): Promise<{ code: number | null; all: string }> {
        let all = "";
        for (const stream of [child.stdout, child.stderr])
            stream?.on("data", (chunk: Buffer) => (all += chunk.toString()));
        const [code] = (await once(child, "close")) as [number | null];
        return { code, all };
    }

    const state = (): string[] => ["--state", path.join(folder, "state.json"), "--no-policies"];

    describe("refuses before it scans:", () => {
        const mistakes: [string, () => string[], RegExp][] = [
            ["--repair without the code", () => ["--repair", "--yes", "--no-code"], /--no-code/],
            [
                "--repair of an exported state",
                () => [...state(), "--repair", "--yes"],
                /--repair and --state/,
            ],
            [
                "--repair without a stack file",
                () => ["--repair", "--yes", "--stack", "prd"],
                /did you mean "prod"/,
            ],
            [
                "a folder for reports that is a file",
                () => [...state(), "--format", "md", "--output", path.join(folder, "pulumi")],
                /--output is ".*pulumi": it must be a folder/,
            ],
            [
                "a folder for reports below a file",
                () => [...state(), "--format", "md", "--output", path.join(folder, "pulumi", "reports")],
                /must be a folder that may be written to/,
            ],
            [
                "a stack that is nowhere",
                () => ["--stack", "nowhere"],
                /no stack "nowhere".*stacks are .*prod/s,
            ],
            [
                "a drill whose table has no place",
                () => ["drill", "--table", path.join(folder, "pulumi")],
                /--table ".*pulumi" has no <!-- drill: begin/,
            ],
            [
                "a drill whose table has no file",
                () => ["drill", "--table", path.join(folder, "nowhere.md")],
                /--table ".*nowhere\.md" can't be read and written: ENOENT/,
            ],
            ["no time at all", () => ["--timeout", "0"], /1 to 35791/],
            ["more time than a timer has", () => ["--timeout", "35792"], /1 to 35791/],
        ];
        for (const [what, args, says] of mistakes) {
            it(what, async () => {
                const { code, all } = await plumb(["drift", ...args()], {
                    cwd: ROOT,
                    env: environment(),
                });
                assert.equal(code, 2, all);
                assert.match(all, says);
                assert.doesNotMatch(all, /^ +at |Drift of stack/m);
                assert.ok(!existsSync(path.join(folder, "import")), "nothing was scanned");
            });
        }
    });

    describe("that is interrupted ends with 130, and leaves no copy of the state:", () => {
        async function interrupt(
            reached: () => boolean,
            variables: Record<string, string>,
            kill: (child: ChildProcess) => void,
        ): Promise<void> {
            const child = start(state(), variables);
            const end = ended(child);
            while (!reached()) {
                assert.equal(child.exitCode, null, "it has ended before it was interrupted");
                await sleep(50);
            }
            assert.notDeepEqual(await copies(), []);
            const since = Date.now();
            kill(child);
            const { code, all } = await end;
            assert.equal(code, 130, all);
            assert.match(all, /Interrupted/);
            assert.doesNotMatch(all, /bug in plumb/);
            assert.ok(Date.now() - since < 20_000, "at once");
            assert.deepEqual(await copies(), []);
        }

        const copies = async (): Promise<string[]> =>
            (await readdir(temporary)).filter((name) => name.startsWith("plumb-"));
        const toPlumb =
            (signal: NodeJS.Signals) =>
            (child: ChildProcess): void => {
                child.kill(signal);
            };

        for (const [whom, kill] of [
            [
                "at the terminal, which interrupts Pulumi as well",
                (child) => process.kill(-(child.pid ?? 0), "SIGINT"),
            ],
            ["by another program", toPlumb("SIGTERM")],
        ] as [string, (child: ChildProcess) => void][]) {
            it(`while the state is copied, ${whom}`, async () => {
                await interrupt(() => existsSync(path.join(folder, "import")), { HANG: "import" }, kill);
            });
        }

        it("while the account of the credentials is read", async () => {
            hangs = "sts";
            await interrupt(() => asked.includes("sts"), {}, toPlumb("SIGINT"));
        });

        it("while the authors are read from CloudTrail", async () => {
            hangs = "trail";
            const child = start(state());
            const end = ended(child);
            while (!asked.includes("trail") && child.exitCode === null) await sleep(50);
            child.kill("SIGINT");
            const { code, all } = await end;
            assert.deepEqual([code, asked.includes("trail")], [130, true], all);
            assert.deepEqual(await copies(), []);
        });
    });

    it("ends with 2 for broken waivers, unless the verdict is urgent", () => {
        const all = verdicts.map((verdict) => [exitCodeFor(verdict, true), exitCodeFor(verdict, false)]);
        assert.deepEqual(all, [
            [0, 2],
            [4, 2],
            [5, 2],
            [7, 7],
            [9, 9],
        ]);
    });

    describe("with --accept", () => {
        const waivers = [{ rule: "drift/tags", urn: "*", problem: "unused" as const }];

        it("ends with 0 for the named verdicts", () => {
            const ahead = report({ verdict: "codeAhead", exitCode: 5 });
            assert.equal(exitCodeOf(ahead, ["codeAhead"]), 0);
            assert.equal(exitCodeOf(ahead, ["delegatedOrWaived"]), 5);
        });

        it("refuses expired and unused waivers", () => {
            const verdict = "delegatedOrWaived";
            assert.equal(exitCodeOf(report({ verdict, exitCode: 2, waivers }), [verdict]), 2);
            assert.equal(exitCodeOf(report({ verdict: "drifted", exitCode: 7, waivers }), ["drifted"]), 2);
        });
    });
});
