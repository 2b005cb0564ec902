import assert from "node:assert/strict";
import {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { PassThrough } from "node:stream";
import { ask, type Terminal } from "../../cli/commands/init/ask";
import { defaultAnswers } from "../../operations/init/answers";
import { plumb } from "../support/plumb";

describe("plumb init", () => {
    let cwd = "";
    beforeEach(() => {
        cwd = realpathSync(mkdtempSync(path.join(tmpdir(), "plumb-init-")));
    });
    afterEach(() => {
        rmSync(cwd, { recursive: true });
    });

    const init = (...args: string[]) => plumb(["init", ...args], { cwd });

    it("writes a project, and ends with the two commands after it", async () => {
        const { code, stdout } = await init("shop", "--yes");
        assert.equal(code, 0);
        assert.deepEqual(readdirSync(path.join(cwd, "shop")).sort(), [
            ".github",
            ".gitignore",
            "Pulumi.dev.yaml",
            "Pulumi.local.yaml",
            "Pulumi.prod.yaml",
            "Pulumi.staging.yaml",
            "Pulumi.yaml",
            "functions",
            "index.ts",
            "package.json",
            "site",
            "tsconfig.json",
            "waivers.yaml",
        ]);
        assert.deepEqual(stdout.trimEnd().split("\n").slice(-2), [
            "  cd shop && npm install",
            "  npx plumb up",
        ]);
    });

    it("takes every answer as an option, without a terminal and without --yes", async () => {
        const accounts = ["--dev-account", "400000000001", "--staging-account", "400000000002"];
        const others = ["--prod-account", "400000000003", "--with", "database", "--domain", "example.org"];
        const { code } = await init(
            ...["it", "--name", "mine", "--region", "us-east-2", "--email", "a@example.org"],
            ...[...accounts, ...others, "--repository", "me/mine"],
        );
        assert.equal(code, 0);
        assert.match(readFileSync(path.join(cwd, "it/Pulumi.yaml"), "utf8"), /^name: mine\n/m);
        const [shared, prod] = ["Pulumi.yaml", "Pulumi.prod.yaml"].map((file) =>
            readFileSync(path.join(cwd, "it", file), "utf8"),
        );
        for (const part of ["us-east-2", "a@example.org", "me/mine", "plumbline:databases"])
            assert.ok(shared?.includes(part), part);
        assert.ok(prod?.includes("400000000003"));
        assert.ok(!shared?.includes("plumbline:functions"));
    });

    const mistakes: [what: string, args: string[], message: RegExp][] = [
        [
            "answers that are missing",
            ["shop", "--region", "eu-west-1"],
            /pass --name, --dev-account, .*--email, or --yes/,
        ],
        ["a bad name", ["shop", "--yes", "--name", "My_Shop"], /"My_Shop" is no name for a project/],
        ["a long name", ["shop", "--yes", "--name", "a".repeat(25)], /has 25 characters; .* at most 24/],
        ["a folder whose name is none", ["1shop", "--yes"], /"1shop" is no name for a project/],
        [
            "an unknown region",
            ["shop", "--yes", "--region", "eu-wets-1"],
            /"eu-wets-1" is no region.*"eu-west-1"/,
        ],
        [
            "an id that has no 12 digits",
            ["shop", "--yes", "--dev-account", "12"],
            /"12" is no account id of dev/,
        ],
        [
            "the same account twice",
            ["shop", "--yes", "--dev-account", "400000000001", "--prod-account", "400000000001"],
            /400000000001 is the account of dev already; prod needs another/,
        ],
        [
            "the account of another default",
            ["shop", "--yes", "--prod-account", "111111111111"],
            /111111111111 is the account of dev already/,
        ],
        [
            "the account of the emulator",
            ["shop", "--yes", "--dev-account", "123456789012"],
            /is the account of the emulator/,
        ],
        [
            "an unknown beginning",
            ["shop", "--yes", "--with", "api,sites"],
            /"sites" is nothing .*did you mean "site"/,
        ],
        ["a bad domain", ["shop", "--yes", "--domain", "shop"], /"shop" is no domain name/],
        ["a bad address", ["shop", "--yes", "--email", "me"], /"me" is no e-mail address/],
        ["a bad repository", ["shop", "--yes", "--repository", "mine"], /must be owner\/name/],
    ];
    for (const [what, args, message] of mistakes) {
        it(`refuses ${what}, and writes nothing`, async () => {
            const { code, stderr } = await init(...args);
            assert.equal(code, 2);
            assert.match(stderr, message);
            assert.match(stderr, /Nothing was written/);
            assert.deepEqual(readdirSync(cwd), []);
        });
    }

    it("tells all mistakes at once", async () => {
        const { stderr } = await init("shop", "--yes", "--name", "A", "--region", "x", "--email", "y");
        for (const part of ['"A"', '"x"', '"y"']) assert.ok(stderr.includes(part), part);
    });

    it("refuses a folder that is not empty, a file, and a package of ES modules", async () => {
        mkdirSync(path.join(cwd, "full"));
        writeFileSync(path.join(cwd, "full/notes.txt"), "");
        writeFileSync(path.join(cwd, "file"), "");
        mkdirSync(path.join(cwd, "modules"));
        writeFileSync(path.join(cwd, "modules/package.json"), '{"type": "module"}');
        for (const [folder, message] of [
            ["full", /full is not empty \(notes\.txt\)/],
            ["file", /file is a file/],
            ["modules", /"type": "module"/],
        ] as const) {
            const { code, stderr } = await init(folder, "--yes");
            assert.equal(code, 2);
            assert.match(stderr, message);
        }
        assert.deepEqual(readdirSync(cwd, { recursive: true }).sort(), [
            "file",
            "full",
            "full/notes.txt",
            "modules",
            "modules/package.json",
        ]);
    });

    describe("on a terminal", () => {
        const defaultsFor = (name: string) => ({ ...defaultAnswers(name || "shop"), repository: undefined });

        /** A terminal on which these keys are typed, each when something is asked. */
        function typing(...keys: string[]): { terminal: Terminal; shown: () => string } {
            const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
            const output = Object.assign(new PassThrough(), { columns: 100, rows: 40 });
            let text = "";
            output.on("data", (part: Buffer) => {
                text += String(part);
                // A question hides the cursor first.
                if (String(part).includes("\u001b[?25l"))
                    setImmediate(() => input.write(keys.shift() ?? "\u0003"));
            });
            return { terminal: { input, output } as unknown as Terminal, shown: () => text };
        }

        it("asks for what is not given, and an empty answer is the default", async () => {
            const { terminal, shown } = typing("\r", "\r", "\r", "\r", "\r", "\r", "\r", "\r");
            const answers = await ask({ accounts: {}, region: "eu-north-1" }, defaultsFor, terminal);
            assert.deepEqual(answers, { ...defaultsFor("shop"), region: "eu-north-1" });
            assert.match(shown(), /Account of staging/);
            assert.doesNotMatch(shown(), /Region/);
        });

        it("leaves with Ctrl-C", async () => {
            const { terminal } = typing("\u0003");
            await assert.rejects(
                ask({ accounts: {} }, defaultsFor, terminal),
                /Interrupted\. Nothing was written/,
            );
        });
    });
});
