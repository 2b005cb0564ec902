import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { backendUrl } from "../../../operations/pulumi/environment";
import { paths } from "../../../operations/pulumi/paths";
import {
    copyState,
    exportFile,
    fingerprint,
    hasState,
    readDeployment,
} from "../../../operations/state/stateFile";

describe("the state file", () => {
    let folder: string;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-state-"));
        await writeFile(path.join(folder, "Pulumi.yaml"), "name: unit\nruntime: nodejs\n");
    });

    afterEach(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    const place = (name: string, url?: string) => {
        const where = paths(folder, path.join(folder, name));
        const environment = { PULUMI_BACKEND_URL: url ?? backendUrl(where.state) };
        return { paths: where, stack: "local", environment };
    };
    const fileOf = ({ paths: { state } }: ReturnType<typeof place>, ending = ".json") =>
        path.join(state, ".pulumi/stacks/unit", `local${ending}`);

    async function write(of: ReturnType<typeof place>, state: unknown): Promise<void> {
        await mkdir(path.dirname(fileOf(of)), { recursive: true });
        await writeFile(path.join(of.paths.state, ".pulumi/meta.yaml"), "version: 1\n");
        await writeFile(fileOf(of), JSON.stringify(state));
    }

    const latest = { manifest: { time: "then" }, resources: [{ urn: "urn", type: "type" }] };
    const known = { version: 3, checkpoint: { latest } };

    it("has the same content as Pulumi's export", async () => {
        const one = place("one");
        assert.equal(await hasState(one), false);
        await write(one, known);
        assert.equal(await hasState(one), true);
        assert.deepEqual(await readDeployment(one), latest);
        assert.deepEqual(JSON.parse((await exportFile(one)) ?? ""), { version: 3, deployment: latest });
        await write(one, { version: 3, checkpoint: { latest: null } });
        assert.deepEqual(await readDeployment(one), {}, "a stack that was never deployed");
    });

    it("is left to Pulumi if it is in another backend, in another version, or compressed", async () => {
        const one = place("one");
        assert.equal(await readDeployment(one), undefined);
        await write(one, { ...known, version: 4 });
        assert.equal(await exportFile(one), undefined);
        await write(one, known);
        assert.equal(await readDeployment(place("one", "s3://states")), undefined);
        await copyFile(fileOf(one), fileOf(one, ".json.gz"));
        await rm(fileOf(one));
        assert.equal(await readDeployment(one), undefined);
        assert.equal(await hasState(one), true);
    });

    it("is a different one after every write", async () => {
        const one = place("one");
        await write(one, known);
        const before = await fingerprint(one);
        assert.equal(await fingerprint(one), before);
        await copyFile(fileOf(one), `${fileOf(one)}.new`);
        await rename(`${fileOf(one)}.new`, fileOf(one));
        assert.notEqual(await fingerprint(one), before);
    });

    it("can be copied if it is unchanged since the first look", async () => {
        const [one, other] = [place("one"), place("other")];
        await write(one, known);
        assert.equal(await copyState(one, other, "before"), false);
        assert.equal(await hasState(other), false);
        assert.equal(await copyState(one, other, undefined), false);
        assert.equal(await copyState(one, other, "then"), true);
        assert.equal(await readFile(fileOf(other), "utf8"), await readFile(fileOf(one), "utf8"));
        assert.deepEqual(await readDeployment(other), latest);
    });
});
