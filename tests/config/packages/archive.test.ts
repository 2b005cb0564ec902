import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";

import { archived } from "../../../config/code/archive";
import { digest } from "../../../config/code/store";
import { built, endProjects, faults, projectWith } from "./project";

const CODE = {
    "functions/go/bootstrap": "#!/bin/sh\necho hello\n",
    "functions/go/lib/data.json": "{}\n",
    "functions/go/a b.txt": "text\n".repeat(100),
};
const GO = { go: { code: "functions/go", runtime: "provided.al2023" } };

function project(): string {
    const folder = projectWith(CODE);
    chmodSync(join(folder, "functions/go/bootstrap"), 0o700);
    return folder;
}

/** Names, permissions, times and sizes, as Python reads them. */
function listing(file: string): unknown {
    const script = `import json, sys, zipfile
print(json.dumps([[i.filename, oct(i.external_attr >> 16), list(i.date_time), i.file_size] for i in zipfile.ZipFile(sys.argv[1]).infolist()]))`;
    return JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }));
}

describe("archives of code", () => {
    after(endProjects);

    it("keep what may be run, and have one time", () => {
        const folder = project();
        const { go } = built(folder, GO);
        assert.match(go!.code, /^\.plumb\/code\/[0-9a-f]{24}\.zip$/);
        const time = [1990, 1, 2, 12, 0, 0];
        assert.deepEqual(listing(join(folder, go!.code)), [
            ["a b.txt", "0o100644", time, 500],
            ["bootstrap", "0o100755", time, 21],
            ["lib/data.json", "0o100644", time, 3],
        ]);
    });

    it("are the same, byte for byte, in another folder, time zone, and with other permissions of others", () => {
        const [one, other] = [project(), project()];
        for (const path of Object.keys(CODE)) utimesSync(join(other, path), 1, 1);
        chmodSync(join(other, "functions/go/bootstrap"), 0o775);
        chmodSync(join(other, "functions/go/lib/data.json"), 0o600);
        const zone = process.env["TZ"];
        const archives = [one, other].map((folder, index) => {
            process.env["TZ"] = ["Asia/Tokyo", "America/Lima"][index];
            return join(folder, archived(folder, "functions/go"));
        });
        if (zone === undefined) delete process.env["TZ"];
        else process.env["TZ"] = zone;
        const hashes = archives.map((file) => digest(readFileSync(file)));
        // Pinned: another version of the library may not change it unnoticed, because every function would change.
        assert.deepEqual(
            hashes,
            Array(2).fill("e3de9a11ac5fa960343a9d90087e7cc89d9eb05eae0cd67abba31da397be4433"),
        );
    });

    it("are made only if there is a bootstrap that may be run", () => {
        const folder = projectWith(CODE);
        const refused =
            'plumbline:functions.go.code: "functions/go" is not allowed with provided.al2023; it must be a folder with a file "bootstrap" that may be run (chmod +x)';
        chmodSync(join(folder, "functions/go/bootstrap"), 0o644);
        assert.deepEqual(faults(folder, GO), [refused]);
    });
});
