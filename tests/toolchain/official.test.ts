import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ensure, locate, readVersions, Scratch, type ToolchainError, verify } from "./support";

describe("toolchain: the official release", () => {
    let scratch: Scratch;
    let server: Server;
    let archive: Buffer;
    let name: string;
    let checksums: string;
    let requests: string[];
    let answer: RequestListener;

    beforeEach(async () => {
        scratch = await Scratch.start();
        await scratch.fakeGo();
        const { pulumi } = await readVersions(scratch.root);
        name = `pulumi-v${pulumi.pinned}-${process.platform}-${process.arch}.tar.gz`;
        const directory = join(scratch.root, "release");
        await mkdir(join(directory, "pulumi"), { recursive: true });
        await writeFile(join(directory, "pulumi", "pulumi"), "#!/bin/sh\necho official\n", { mode: 0o755 });
        await writeFile(join(directory, "pulumi", "pulumi-language-nodejs"), "", { mode: 0o755 });
        // Owned by another user and world-writable, which makes a difference to root.
        const foreign = ["--owner=4242", "--group=4242", "--mode=a+rwx"];
        archive = execFileSync("tar", ["-czf", "-", ...foreign, "-C", directory, "pulumi"]);
        const sum = createHash("sha256").update(archive).digest("hex");
        checksums = `${"0".repeat(64)}  pulumi-v${pulumi.pinned}-windows-x64.zip\n${sum}  ${name}\n`;
        requests = [];
        answer = (request, response) => {
            requests.push(request.url ?? "");
            if (request.url === `/pulumi-${pulumi.pinned}-checksums.txt`) response.end(checksums);
            else if (request.url === `/${name}`) response.end(archive);
            else response.writeHead(404).end();
        };
        server = createServer((request, response) => answer(request, response));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        process.env["PLUMBLINE_PULUMI_RELEASES"] =
            `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(async () => {
        server.closeAllConnections();
        server.close();
        await scratch.stop();
    });

    it("is downloaded once and put on PATH; PULUMI_HOME stays the user's", async () => {
        const toolchain = await ensure(scratch.root);
        assert.equal(toolchain.kind, "official");
        assert.equal(await readFile(toolchain.pulumi, "utf8"), "#!/bin/sh\necho official\n");
        const { uid, mode } = await stat(toolchain.pulumi);
        assert.deepEqual([uid, mode & 0o022 & ~process.umask()], [process.getuid?.(), mode & 0o022]);
        assert.equal(toolchain.environment["PULUMI_HOME"], undefined);
        assert.deepEqual(await verify(toolchain), []);
        assert.deepEqual(await locate(scratch.root), toolchain);
        await ensure(scratch.root);
        assert.equal(requests.length, 2);
        assert.deepEqual(await scratch.built(), []);
    });

    it("is refused if its checksum is not the published one", async () => {
        checksums = checksums.replace(/[0-9a-f]{64} {2}pulumi-v[^ ]*tar.gz/, `${"f".repeat(64)}  ${name}`);
        await assert.rejects(ensure(scratch.root), (error: ToolchainError) => {
            assert.equal(error.code, "CHECKSUM");
            return true;
        });
        assert.equal(await locate(scratch.root), undefined);
        assert.deepEqual(
            (await readdir(scratch.cache)).filter((entry) => !entry.endsWith(".lock")),
            [],
        );
    });

    it("is replaced by a build if the host does not answer in time", async function () {
        this.timeout(8000);
        answer = () => undefined;
        const start = Date.now();
        assert.equal((await ensure(scratch.root)).kind, "built");
        assert.ok(Date.now() - start < 5000);
    });

    it("is replaced by a build if the host does not have it", async () => {
        answer = (_request, response) => response.writeHead(403).end("not available");
        assert.equal((await ensure(scratch.root)).kind, "built");
        answer = (_request, response) => response.end("<html>a captive portal</html>");
        process.env["PLUMBLINE_TOOLCHAIN"] = "official";
        await assert.rejects(ensure(scratch.root), /does not answer/);
    });

    it("gives advice if the download breaks off", async () => {
        const whole = answer;
        answer = (request, response) => {
            if (request.url !== `/${name}`) return whole(request, response);
            response.writeHead(200, { "content-length": archive.length });
            response.write(archive.subarray(0, 20), () => response.destroy());
        };
        await assert.rejects(ensure(scratch.root), (error: ToolchainError) => {
            assert.equal(error.code, "DOWNLOAD_FAILED");
            assert.match(error.message, /Try again, or set PLUMBLINE_TOOLCHAIN=built/);
            return true;
        });
        answer = whole;
        assert.equal((await ensure(scratch.root)).kind, "official");
    });
});
