import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";

const { handler } = createRequire(__filename)("../../../components/monitoring/assets/canary/canary.cjs") as {
    handler: () => Promise<string>;
};

describe("the script of canaries", () => {
    const asked: IncomingHttpHeaders[] = [];
    let server: Server;
    let origin: string;

    before(async () => {
        server = createServer((request, response) => {
            asked.push(request.headers);
            const [, status, how] = /^\/(\d+)(\/\w+)?$/.exec(request.url ?? "") ?? [];
            response.writeHead(Number(status), { location: "/elsewhere" });
            response.write("Hello");
            if (how === "/broken") response.destroy();
            else if (how !== "/unfinished") response.end();
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => {
        server.closeAllConnections();
        server.close();
        for (const name of ["ADDRESS", "TIMEOUT_SECONDS"]) Reflect.deleteProperty(process.env, name);
    });

    async function run(path: string, seconds = "5"): Promise<string> {
        process.env["ADDRESS"] = `${origin}${path}`;
        process.env["TIMEOUT_SECONDS"] = seconds;
        return await handler();
    }

    for (const status of [200, 204, 301]) {
        it(`accepts ${status}, and logs the duration`, async () => {
            assert.match(await run(`/${status}`), new RegExp(`/${status} answered ${status} after \\d+ ms$`));
        });
    }

    for (const status of [401, 404, 500, 503]) {
        it(`fails with ${status}`, async () => {
            await assert.rejects(run(`/${status}`), new RegExp(`/${status} answered ${status} after`));
        });
    }

    it("sends its own user agent", async () => {
        await run("/200");
        assert.equal(asked.at(-1)?.["user-agent"], "plumbline-canary");
        assert.equal(asked.at(-1)?.authorization, undefined);
    });

    it("fails if the response takes too long, even after its first bytes", async () => {
        await assert.rejects(
            run("/200/unfinished", "0.2"),
            /\/200\/unfinished did not answer within 200 ms: .*timeout/,
        );
    });

    it("fails if the response is cut off", async () => {
        await assert.rejects(run("/200/broken"), /did not answer within 5000 ms/);
    });

    it("fails if the connection is refused", async () => {
        const free = createServer();
        await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
        const { port } = free.address() as AddressInfo;
        await new Promise((resolve) => free.close(resolve));
        process.env["ADDRESS"] = `http://127.0.0.1:${port}/`;
        await assert.rejects(handler(), /did not answer within 5000 ms: ECONNREFUSED/);
    });
});
