import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { backendUrl } from "../../../operations/pulumi/environment";
import { paths } from "../../../operations/pulumi/paths";
import type { Engine } from "../../../operations/pulumi/engine";
import { createIfMissing } from "../../../operations/state/stacks";

const SALT = "v1:c2FsdA==:v1:bm9uY2U=:Y2lwaGVy";

/** A Pulumi that writes the stack file anew when it makes a stack, as the real one does. */
const pulumi = `#!/bin/sh
case "$1 $2" in
    "stack export") echo "error: no stack named 'local' found" >&2; exit 255 ;;
    "stack init")
        while [ $# -gt 0 ]; do [ "$1" = --cwd ] && cd "$2"; shift; done
        [ -e Pulumi.yaml ] || exit 1
        grep -q "encryptionsalt\\|secretsprovider" Pulumi.local.yaml && exit 0
        printf 'encryptionsalt: ${SALT}\\nconfig:\\n    rewritten: true\\n' >Pulumi.local.yaml ;;
esac
`;

describe("a stack file", () => {
    let folder: string;
    let engine: Engine;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb salt-"));
        await writeFile(path.join(folder, "Pulumi.yaml"), "name: unit\nruntime: nodejs\n");
        const program = path.join(folder, "pulumi");
        await writeFile(program, pulumi, { mode: 0o755 });
        const place = paths(folder);
        engine = {
            paths: place,
            stack: "local",
            emulator: "http://127.0.0.1:9",
            toolchain: { kind: "installed", version: "0", pulumi: program, environment: {}, parts: [] },
            environment: { PULUMI_BACKEND_URL: backendUrl(place.state) },
        };
    });

    afterEach(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    async function afterwards(text: string): Promise<string> {
        const file = path.join(folder, "Pulumi.local.yaml");
        await writeFile(file, text);
        await createIfMissing(engine);
        return readFile(file, "utf8");
    }

    async function deployed(secretsProviders: object): Promise<void> {
        const stacks = path.join(engine.paths.state, ".pulumi/stacks/unit");
        await mkdir(stacks, { recursive: true });
        const latest = { resources: [], secrets_providers: secretsProviders };
        const state = { version: 3, checkpoint: { latest } };
        await writeFile(path.join(stacks, "local.json"), JSON.stringify(state));
    }

    const text =
        "# mine\nconfig:\n  plumbline:queues: { jobs: {} } # short\n\n  plumbline:tables:\n        carts: {}\n";

    it("gets a new stack's salt as one more line, and is unchanged otherwise", async () => {
        assert.equal(await afterwards(text), `${text}encryptionsalt: ${SALT}\n`);
        const files = await readdir(folder);
        assert.deepEqual(files.sort(), [".plumb", "Pulumi.local.yaml", "Pulumi.yaml", "pulumi"]);
    });

    it("gets it after a last line without a line end, with the same line ends", async () => {
        assert.equal(await afterwards("config: {}"), `config: {}\nencryptionsalt: ${SALT}\n`);
        assert.equal(await afterwards("config: {}\r\n"), `config: {}\r\nencryptionsalt: ${SALT}\r\n`);
    });

    it("is unchanged if it has a secrets provider", async () => {
        for (const keeper of ["encryptionsalt: v1:own", "secretsprovider: awskms://alias/own"]) {
            assert.equal(await afterwards(`${text}${keeper}\n`), `${text}${keeper}\n`);
        }
    });

    it("gets the salt of an existing stack, because the next `up` would add it", async () => {
        await deployed({ type: "passphrase", state: { salt: "v1:theirs" } });
        assert.equal(await afterwards(text), `${text}encryptionsalt: v1:theirs\n`);
    });

    it("gets no salt for a stack with another secrets provider", async () => {
        await deployed({ type: "cloud", state: { url: "awskms://alias/own" } });
        assert.equal(await afterwards(text), text);
    });

    it("without a place for another line is left to Pulumi", async () => {
        assert.equal(await afterwards("{ config: {} }\n"), "{ config: {} }\n");
    });
});
