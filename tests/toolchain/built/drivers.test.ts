import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locateBuilt } from "../support";

describe("toolchain: drivers of the self-built CLI", function () {
    this.timeout(60_000);
    let directory: string;
    let environment: NodeJS.ProcessEnv;

    before(async () => {
        const built = await locateBuilt();
        directory = mkdtempSync(join(tmpdir(), "plumbline-drivers-"));
        mkdirSync(join(directory, "state"));
        writeFileSync(join(directory, "Pulumi.yaml"), "name: drivers\nruntime: nodejs\n");
        environment = {
            ...process.env,
            ...built.environment,
            PULUMI_HOME: join(directory, "home"), // logging in writes there
            PULUMI_BACKEND_URL: `file://${directory}/state`,
            PULUMI_CONFIG_PASSPHRASE: "test",
        };
    });
    after(() => {
        if (directory) rmSync(directory, { recursive: true, force: true });
    });

    const pulumi = (...args: string[]) => {
        const { status, stderr } = spawnSync("pulumi", [...args, "--non-interactive", "--color=never"], {
            cwd: directory,
            env: environment,
            encoding: "utf8",
        });
        return { status, stderr };
    };

    for (const scheme of ["gs", "azblob"]) {
        it(`are listed if a state is in ${scheme}://`, () => {
            const { status, stderr } = pulumi("login", `${scheme}://states`);
            assert.notEqual(status, 0);
            assert.match(
                stderr,
                new RegExp(`no driver registered for "${scheme}" .*available schemes: .*file.*s3`),
            );
        });
    }

    for (const scheme of ["azurekeyvault", "gcpkms", "hashivault"]) {
        it(`are listed if a key is in ${scheme}://`, () => {
            const { status, stderr } = pulumi("stack", "init", scheme, `--secrets-provider=${scheme}://key`);
            assert.notEqual(status, 0);
            assert.match(
                stderr,
                new RegExp(`no driver registered for "${scheme}" .*available schemes: awskms`),
            );
        });
    }

    it("include the passphrase", () => {
        assert.deepEqual(pulumi("stack", "init", "passphrase", "--secrets-provider=passphrase").status, 0);
        assert.equal(pulumi("config", "set", "--secret", "key", "value", "--stack", "passphrase").status, 0);
    });
});
