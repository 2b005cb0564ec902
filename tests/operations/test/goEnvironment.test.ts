import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { goEnvironment } from "../../../operations/test/goEnvironment";

describe("Go's environment for tests and linters", () => {
    const previous = process.env["XDG_CACHE_HOME"];
    let cache: string;
    beforeEach(async () => {
        cache = await mkdtemp(path.join(tmpdir(), "plumbline-go-"));
        process.env["XDG_CACHE_HOME"] = cache;
    });
    afterEach(async () => {
        if (previous === undefined) delete process.env["XDG_CACHE_HOME"];
        else process.env["XDG_CACHE_HOME"] = previous;
        await rm(cache, { recursive: true, force: true });
    });

    it("keeps Go's files below plumb's cache, in a folder per module list", async () => {
        const { GOCACHE = "", GOFLAGS, ...places } = await goEnvironment();
        assert.equal(path.dirname(path.dirname(GOCACHE)), path.join(cache, "plumbline", "go-tests"));
        assert.ok((await stat(GOCACHE)).isDirectory());
        for (const name of ["GOMODCACHE", "GOPATH", "GOTMPDIR"]) {
            assert.equal(path.dirname(places[name] ?? ""), path.dirname(GOCACHE), name);
        }
        assert.match(GOFLAGS ?? "", /-modcacherw$/, "read-only modules could not be removed");
        assert.equal((await goEnvironment())["GOCACHE"], GOCACHE);
    });

    it("keeps the previous folder, and removes older ones", async () => {
        const folder = path.join(cache, "plumbline", "go-tests");
        for (const [name, days] of [
            ["before", 10],
            ["older", 20],
        ] as const) {
            await mkdir(path.join(folder, name), { recursive: true });
            const time = Date.now() / 1000 - days * 24 * 3600;
            await utimes(path.join(folder, name), time, time);
        }
        const { GOCACHE = "" } = await goEnvironment();
        assert.deepEqual(
            (await readdir(folder)).sort(),
            ["before", path.basename(path.dirname(GOCACHE))].sort(),
        );
    });
});
