import * as assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { type Emulator, inventory } from "../../operations/emulator";
import { findBrowser } from "../../operations/test/browser";
import { json, Scratch } from "./support";

const secret = "correct-horse-battery-staple";

/** A foreign host name that resolves to this machine (DNS rebinding). */
const rebound = "stranger.example";
const hosts = ["127.0.0.1", "localhost", rebound];

const flags = [
    ...["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    ...["--disable-component-update", "--disable-sync", `--host-resolver-rules=MAP ${rebound} 127.0.0.1`],
    // Chromium's sandbox does not start as root, and the page is this project's own.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** In an object: an async function would wait for a returned promise. */
interface Told {
    readonly told: Promise<Record<string, string>>;
}

describe("a foreign web page in Chromium, against the emulator", function () {
    this.timeout(120_000);
    const scratch = new Scratch();
    let emulator: Emulator;
    let server: Server;
    let report: Record<string, string>;
    let log: string;

    before(async () => {
        const browser = await findBrowser();
        assert.ok(browser, "there is no Chromium: ./plumb test says what to install");
        emulator = await scratch.start();
        const made = await json(emulator, "secretsmanager", "secretsmanager.CreateSecret", {
            Name: "held",
            SecretString: secret,
        });
        assert.equal(made.status, 200);
        const told = await startServer();
        report = await visit(browser, told);
        log = await readFile(emulator.log, "utf8");
    });
    after(async () => {
        server.closeAllConnections();
        server.close();
        await scratch.clear();
    });

    /** Serves the page and receives its report. */
    async function startServer(): Promise<Told> {
        const page = await readFile(path.join(__dirname, "page.html"), "utf8");
        let tell: (told: Record<string, string>) => void;
        const told = new Promise<Record<string, string>>((resolve) => (tell = resolve));
        server = createServer((request, response) => {
            let body = "";
            request.on("data", (part: Buffer) => (body += part.toString()));
            request.on("end", () => {
                if (request.url === "/report") tell(JSON.parse(body) as Record<string, string>);
                response.setHeader("content-type", request.url === "/" ? "text/html" : "text/plain");
                response.end(request.url === "/" ? page : "its own");
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return { told };
    }

    async function visit(browser: string, { told }: Told): Promise<Record<string, string>> {
        const profile = await mkdtemp(path.join(tmpdir(), "plumbline-browser-"));
        const { port } = server.address() as AddressInfo;
        const given = encodeURIComponent(JSON.stringify({ hosts, port: new URL(emulator.url).port }));
        const url = `http://${rebound}:${port}/#${given}`;
        const running = execa(
            browser,
            [...flags, `--user-data-dir=${profile}`, "--remote-debugging-port=0", url],
            {
                all: true,
                reject: false,
                stdin: "ignore",
            },
        );
        try {
            const ended = running.then(({ all }) => {
                throw new Error(`Chromium has ended by itself:\n${all}`);
            });
            return await Promise.race([told, ended]);
        } finally {
            running.kill("SIGTERM");
            await running;
            await rm(profile, { recursive: true, force: true, maxRetries: 5 });
        }
    }

    it("reaches its own server, and its requests reach the emulator", () => {
        assert.equal(report["its own server"], "basic: its own");
        const statuses = log
            .split("\n")
            .filter((line) => line.startsWith("{"))
            .map((line) => (JSON.parse(line) as { status: number }).status);
        assert.ok(
            statuses.filter((status) => status === 403).length >= 6,
            "turned away as a page of another origin",
        );
        assert.ok(
            statuses.filter((status) => status === 421).length >= 3,
            "turned away by the name of the host",
        );
    });

    it("reads no answer", () => {
        const reads = Object.entries(report).filter(([what]) => /^(read|create a function)/.test(what));
        assert.equal(reads.length, 5 * hosts.length);
        assert.deepEqual(
            reads.filter(([, came]) => came !== "TypeError"),
            [],
        );
        assert.ok(!JSON.stringify(report).includes(secret));
    });

    it("gets opaque answers to requests without a preflight", () => {
        const sent = Object.entries(report).filter(([what]) => /^(create a queue|reset)/.test(what));
        assert.equal(sent.length, 2 * hosts.length);
        assert.deepEqual(
            sent.filter(([, came]) => came !== "opaque: "),
            [],
        );
    });

    it("creates and deletes nothing, neither by a request nor by a form", async () => {
        const found = (await inventory(emulator)).map(({ service, id }) => `${service} ${id.split("-")[0]}`);
        assert.deepEqual(found, ["secretsmanager held"]);
    });
});
