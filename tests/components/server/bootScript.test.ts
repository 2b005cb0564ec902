import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";

import { bootScript } from "../../../components/server/bootScript";
import { API_KEY_SECRET, folderOf, KEY } from "../../support/fixtures";
import { resolve } from "../../support/resolve";

/** Characters with a meaning in a shell, in any order, and plain ones. */
const hostile = fc
    .array(
        fc.oneof(
            fc.constantFrom(
                "$(touch hit)",
                "`touch hit`",
                "${HOME}",
                '"',
                "'",
                "\\",
                "\n",
                ";",
                "&",
                "|",
                "<",
                ">",
            ),
            fc.constantFrom("END-0123456789abcdef", "\nEND-0123456789abcdef\n", "#", "!", "*", " ", "\t"),
            fc.string({ unit: "grapheme-ascii" }),
        ),
        { maxLength: 8 },
    )
    .map((parts) => parts.join("").replaceAll("\0", ""));

describe("the user data of a server, for any value", function () {
    this.timeout(60_000);
    let folder: string;
    let remove: () => void;

    beforeEach(() => {
        ({ folder, remove } = folderOf({ "bin/aws": "" }));
        for (const name of ["etc", "run", "usr/local/sbin", "etc/systemd/system"])
            mkdirSync(join(folder, name), { recursive: true });
        // The parts of the server that the script uses.
        writeFileSync(join(folder, "bin/aws"), `#!/bin/sh\nexec cat ${folder}/secret.json\n`);
        writeFileSync(join(folder, "bin/systemctl"), "#!/bin/sh\n");
        for (const name of ["aws", "systemctl"]) chmodSync(join(folder, "bin", name), 0o755);
    });
    afterEach(() => {
        remove();
    });

    const run = (...[program, ...args]: [string, ...string[]]): string =>
        execFileSync(program, args, {
            cwd: folder,
            encoding: "utf8",
            env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, HOME: "/nowhere" },
        });

    /** Runs the script in a folder instead of the whole system, as a server does at its first boot. */
    async function boot(environment: Record<string, string>, secret = ""): Promise<void> {
        const text = await resolve(
            bootScript("reports", {
                region: "eu-west-1",
                environment,
                secrets: { API_KEY: { arn: API_KEY_SECRET, keyArn: KEY } },
                logFiles: [],
                logGroupName: "reports",
            }),
        );
        const here = text.replaceAll(/(?<![\w/])\/(etc|run|usr\/local)\//g, `${folder}/$1/`);
        writeFileSync(join(folder, "secret.json"), JSON.stringify({ SecretString: secret }));
        writeFileSync(join(folder, "boot.sh"), here);
        run("bash", "boot.sh");
        const program = join(folder, "usr/local/sbin/reports-secrets");
        execFileSync("python3", [program], {
            cwd: folder,
            env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin` },
        });
    }

    const read = (file: string, variable: string): string =>
        run("sh", "-c", `. ./${file} && printf %s "$${variable}"`);

    it("writes each value so that a shell reads it unchanged, and executes none of it", async () => {
        await fc.assert(
            fc.asyncProperty(hostile, hostile, async (value, secret) => {
                await boot({ VALUE: value, LAST: "end" }, secret);
                assert.deepEqual(
                    [read("etc/reports.env", "VALUE"), read("etc/reports.env", "LAST")],
                    [value, "end"],
                );
                assert.equal(read("run/reports.env", "API_KEY"), secret);
                assert.throws(() => readFileSync(join(folder, "hit")), /ENOENT/);
            }),
            { numRuns: 25 },
        );
    });
});
