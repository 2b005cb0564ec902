import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import {
    chmodSync,
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { deliveryScript } from "../../../components/server/deliveryScript";
import { archived } from "../../../config/code/archive";
import { folderOf } from "../../support/fixtures";

/** What stands in for the instance; each command notes how it was called. */
const COMMANDS: Readonly<Record<string, string>> = {
    aws: `case "$*" in
*get-object*) for last; do :; done; cp "$BASE/object.zip" "$last"; [ ! -e "$BASE/breaks" ] ;;
*put-log-events*) for last; do :; done; printf '%s\\n' "$last" >> "$BASE/log" ;;
esac`,
    systemctl: `case "$1" in
restart) grep -l healthy "$BASE/root/current/app" > "$BASE/active" 2>/dev/null || true ;;
is-active) [ -s "$BASE/active" ] ;;
esac`,
    // It answers with what the version in use says.
    curl: `cat "$BASE/root/current/status"`,
    "cloud-init": `exit "$(cat "$BASE/setup")"`,
};

describe("the script that delivers a version", function () {
    this.timeout(60_000);
    let folder: string;
    let remove: () => void;

    beforeEach(() => {
        ({ folder, remove } = folderOf({ setup: "0" }));
        mkdirSync(join(folder, "bin"));
        for (const [name, body] of Object.entries(COMMANDS)) {
            const path = join(folder, "bin", name);
            writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> "$BASE/calls"\n${body}\n`);
            chmodSync(path, 0o755);
        }
    });
    afterEach(() => {
        remove();
    });

    /** Packs a version as the program does, and makes it the object. */
    const pack = (app: string, status = "200"): string => {
        rmSync(join(folder, "content"), { recursive: true, force: true });
        mkdirSync(join(folder, "content/bin"), { recursive: true });
        writeFileSync(join(folder, "content/app"), `${app} healthy\n`);
        writeFileSync(join(folder, "content/status"), status);
        writeFileSync(join(folder, "content/bin/run"), "#!/bin/sh\n");
        chmodSync(join(folder, "content/bin/run"), 0o755);
        const path = join(folder, archived(folder, "content"));
        cpSync(path, join(folder, "object.zip"));
        return createHash("sha256").update(readFileSync(path)).digest("hex");
    };

    const deliver = (version: string, keep = 3) => {
        for (const name of ["calls", "log"]) rmSync(join(folder, name), { force: true });
        const script = deliveryScript({
            region: "eu-west-1",
            bucketName: "code",
            key: "servers/desk.zip",
            logGroupName: "desk-logs",
            folder: join(folder, "root"),
            unit: "desk.service",
            healthCheckUrl: "https://localhost:443/health",
            healthCheckSeconds: 1,
            keep,
        })
            // As Systems Manager does.
            .replaceAll("{{ version }}", version)
            .replaceAll("{{ object }}", "v1");
        const path = join(folder, "script.sh");
        writeFileSync(path, script);
        const { status, stderr } = spawnSync("sh", ["-c", `bash ${path}`], {
            encoding: "utf8",
            env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, BASE: folder, AWS_SSM_INSTANCE_ID: "i-1" },
        });
        const read = (name: string) =>
            existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "";
        const log = read("log");
        return {
            status,
            stderr,
            calls: read("calls"),
            says: log === "" ? [] : (JSON.parse(log) as { message: string }[]).map(({ message }) => message),
        };
    };
    const current = (): string => readlinkSync(join(folder, "root/current"));
    const versions = (): string[] => readdirSync(join(folder, "root/versions")).sort();
    const left = (): string[] => readdirSync(join(folder, "root")).filter((name) => name.startsWith(".new"));

    it("installs the first version, whose files may be run as before, and tells the log group", () => {
        const version = pack("first");
        const { status, calls, says } = deliver(version);
        assert.equal(status, 0);
        assert.equal(current(), `versions/${version}`);
        assert.equal(statSync(join(folder, "root/current/bin/run")).mode & 0o777, 0o755);
        assert.equal(statSync(join(folder, "root/current/app")).mode & 0o777, 0o644);
        assert.deepEqual(says, [`Version ${version}: it runs`]);
        assert.match(calls, /get-object --bucket code --key servers\/desk\.zip --version-id v1 /);
        assert.match(calls, /put-log-events --log-group-name desk-logs --log-stream-name i-1\/delivery /);
        assert.ok(calls.startsWith("cloud-init status --wait\n"), calls);
        assert.deepEqual(left(), []);
    });

    it("does nothing for a version that runs already", () => {
        const version = pack("first");
        deliver(version);
        const { status, calls, says } = deliver(version);
        assert.equal(status, 0);
        assert.deepEqual(says, [`Version ${version}: it runs already`]);
        assert.doesNotMatch(calls, /get-object|restart/);
    });

    it("starts a version again that runs no more, without another download", () => {
        const version = pack("first");
        deliver(version);
        rmSync(join(folder, "active"));
        const { status, calls } = deliver(version);
        assert.equal(status, 0);
        assert.doesNotMatch(calls, /get-object/);
        assert.match(calls, /systemctl restart desk\.service/);
    });

    it("changes to a second version, and back to the first without a download", () => {
        const first = pack("first");
        deliver(first);
        const second = pack("second");
        assert.equal(deliver(second).status, 0);
        assert.equal(current(), `versions/${second}`);
        pack("first");
        const { status, calls } = deliver(first);
        assert.equal(status, 0);
        assert.equal(current(), `versions/${first}`);
        assert.doesNotMatch(calls, /get-object/);
    });

    it("goes back to the version before if the new one does not answer with 200, and fails", () => {
        const first = pack("first");
        deliver(first);
        const second = pack("second", "503");
        const { status, calls, says } = deliver(second);
        assert.equal(status, 1);
        assert.equal(current(), `versions/${first}`);
        assert.deepEqual(versions(), [first]);
        assert.deepEqual(says, [
            `Version ${second}: desk.service does not answer https://localhost:443/health with 200 within 1 s`,
            `Version ${second}: ${first} runs again`,
        ]);
        assert.equal(calls.match(/systemctl restart/g)?.length, 2);
    });

    it("fails a first version that does not run, and tries it again when asked to", () => {
        const version = pack("first", "500");
        const { status, says } = deliver(version);
        assert.equal(status, 1);
        assert.equal(says.at(-1), `Version ${version}: there is none to go back to`);
        assert.equal(deliver(version).status, 1);
    });

    it("keeps the last versions", () => {
        const [first, second, third] = ["1", "2", "3"].map((app) => {
            const version = pack(app);
            assert.equal(deliver(version, 2).status, 0);
            return version;
        });
        assert.deepEqual(versions(), [second, third].sort());
        assert.equal(current(), `versions/${third}`);
        assert.ok(first);
    });

    it("leaves the version in use alone when a download breaks off, or is not what was packed", () => {
        const first = pack("first");
        deliver(first);
        const second = pack("second");
        writeFileSync(join(folder, "breaks"), "");
        const broken = deliver(second);
        assert.equal(broken.status, 1);
        assert.deepEqual(broken.says, [`Version ${second}: it cannot be downloaded`]);
        rmSync(join(folder, "breaks"));
        writeFileSync(join(folder, "object.zip"), "half of it");
        const other = deliver(second);
        assert.equal(other.status, 1);
        assert.deepEqual(other.says, [`Version ${second}: the download is not what was packed`]);
        assert.deepEqual([current(), versions(), left()], [`versions/${first}`, [first], []]);
        assert.doesNotMatch(broken.calls + other.calls, /restart/);
    });

    it("clears away what a delivery that was killed has left", () => {
        mkdirSync(join(folder, "root/.new-killed/files"), { recursive: true });
        assert.equal(deliver(pack("first")).status, 0);
        assert.deepEqual(left(), []);
    });

    it("waits for the setup of the instance, and delivers nothing if that has failed", () => {
        writeFileSync(join(folder, "setup"), "1");
        const version = pack("first");
        const { status, says, calls } = deliver(version);
        assert.equal(status, 1);
        assert.match(says[0] ?? "", /the instance was not set up/);
        assert.doesNotMatch(calls, /get-object/);
        // What cloud-init got over.
        writeFileSync(join(folder, "setup"), "2");
        assert.equal(deliver(version).status, 0);
    });
});
