import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { loadSettings } from "../../config";
import { ConfigurationError } from "../../config/messages/problems";
import { readStackFile, stackNames } from "../../config/stackFile";
import { validate } from "../../config/validate";
import { SecretValue } from "../../config/values";
import { folderOf } from "../support/fixtures";
import {
    clearEngineConfig,
    CONFIGURED_SECRET,
    setEngineConfig,
    stackFileConfig,
    STACKS,
} from "../support/program";
import { ROOT } from "./fixtures";

const HEAD = `config:
  pulumi:disable-default-providers: [aws]
  plumbline:tier: dev
  plumbline:region: eu-west-1
  plumbline:accountId: "111122223333"
  plumbline:owner: platform
  plumbline:costCenter: 1000
  plumbline:network: { cidr: 10.0.0.0/16, zones: [a, b] }
`;

/** The result of reading a stack file's text from a file. */
function fromFile<T>(text: string, use: (raw: Record<string, unknown>, root: string) => T): T {
    const { folder, remove } = folderOf({ "Pulumi.unit.yaml": text });
    try {
        return use(readStackFile(folder, "unit"), folder);
    } finally {
        remove();
    }
}

/** The message of the error that something ends in. */
function messageOf(run: () => unknown): string {
    try {
        run();
    } catch (error) {
        assert.ok(error instanceof ConfigurationError || error instanceof pulumi.RunError, String(error));
        return error.message;
    }
    return "no problem";
}

async function messageOfPromise(running: Promise<unknown>): Promise<string> {
    const ended = await running.then(
        () => () => undefined,
        (error: unknown) => () => {
            throw error;
        },
    );
    return messageOf(ended);
}

const throughFile = (text: string): string =>
    messageOf(() => fromFile(text, (raw, folder) => validate(raw, "unit", folder, "plumbline")));

const throughEngine = async (text: string): Promise<string> => {
    await pulumi.runtime.setMocks(
        { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
        "plumbline",
        "unit",
    );
    const { folder, remove } = folderOf({ "Pulumi.unit.yaml": text });
    setEngineConfig((parse(text) as { config: Record<string, unknown> }).config, folder);
    try {
        return await messageOfPromise(loadSettings(folder));
    } finally {
        clearEngineConfig();
        remove();
    }
};

describe("a stack file", () => {
    it("returns its values without their prefix, top-level numbers as text", () => {
        fromFile(HEAD, (raw) => {
            assert.deepEqual(raw, {
                tier: "dev",
                region: "eu-west-1",
                accountId: "111122223333",
                owner: "platform",
                costCenter: "1000",
                network: { cidr: "10.0.0.0/16", zones: ["a", "b"] },
            });
        });
    });

    it("may hold encrypted values, which plumb does not decrypt", () => {
        const text = `${HEAD}  plumbline:secrets: { payment: { value: { secure: v1:abc } } }\n`;
        fromFile(text, (raw) => {
            const { payment } = raw["secrets"] as { payment: { value: unknown } };
            assert.ok(payment.value instanceof SecretValue);
            assert.equal(JSON.stringify(raw).includes("v1:abc"), false);
            assert.equal(`${String(payment.value)}`, "[secret]");
        });
        assert.equal(throughFile(text), "no problem");
    });

    it("is refused if it does not exist, with the names of the existing ones", () => {
        const { folder, remove } = folderOf({
            "Pulumi.yaml": "",
            "Pulumi.dev.yaml": "",
            "Pulumi.prod.yaml": "",
        });
        try {
            assert.deepEqual(stackNames(folder).sort(), ["dev", "prod"]);
            const message = messageOf(() => readStackFile(folder, "prd"));
            assert.match(
                message,
                /Pulumi\.prd\.yaml: does not exist; stacks are (dev, prod|prod, dev); did you mean "prod"\?$/,
            );
        } finally {
            remove();
        }
    });

    const broken: [what: string, text: string, said: RegExp][] = [
        [
            "a list that is not closed",
            "config:\n  plumbline:tier: dev\n  plumbline:region: [local\n",
            /Pulumi\.unit\.yaml: line [34] is no YAML: /,
        ],
        [
            "a key that is there twice",
            "config:\n  plumbline:tier: dev\n  plumbline:tier: prod\n",
            /line 3 is no YAML: Map keys must be unique/,
        ],
        [
            "a name that was never given",
            "config:\n  plumbline:owner: *team\n",
            /line 2 must have \*team in quotes: without them, a text that begins with \* is an alias/,
        ],
        [
            "a name that is given later only",
            "config:\n  plumbline:owner: *team\n  plumbline:costCenter: &team a\n",
            /is no YAML: Unresolved alias.*team/,
        ],
        ...["{ headers: * }", "[GET, *]", "{ *: x }"].map((value): [string, string, RegExp] => [
            `a star alone in ${value}`,
            `config:\n  plumbline:owner: ${value}\n`,
            /line 2 must have \* in quotes: without them, a text that begins with \* is an alias/,
        ]),
        [
            "a pattern as a key in braces",
            "config:\n  plumbline:sites: { shop: { behaviors: { *.jpg: {} } } }\n",
            /line 2 must have \*\.jpg in quotes/,
        ],
        [
            "a colon in front, in brackets",
            "config:\n  plumbline:owner: [:team]\n",
            /line 2 must have :team in quotes: within \{ \} and \[ \] Pulumi takes the colon for the end of a key/,
        ],
        [
            "a schedule in braces without quotes, which Pulumi cannot read",
            "config:\n  plumbline:functions: { a: { on: [{ schedule: cron(0 6 * * ? *) }] } }\n",
            /line 2 must have cron\(0 6 \* \* \? \*\) in quotes: within \{ \} and \[ \] Pulumi ends it at the question mark/,
        ],
        [
            "a question in brackets without quotes",
            "config:\n  plumbline:alerts:\n    emails: [who?]\n",
            /line 3 must have who\? in quotes/,
        ],
        ...["017", "1_000", "0b11", "2026-01-31"].map((value): [string, string, RegExp] => [
            `${value}, which is another value to Pulumi`,
            `config:\n  plumbline:costCenter: ${value}\n`,
            new RegExp(`line 2 must have ${value} in quotes: Pulumi reads another value`),
        ]),
        ["nothing", "", /has no `config:` with the stack's settings/],
        ["no settings", "encryptionsalt: v1:abc\n", /has no `config:`/],
        ["a list of settings", "config: [a]\n", /has no `config:`/],
    ];
    for (const [what, text, said] of broken) {
        it(`reports ${what}, without a stack trace`, () => {
            const message = messageOf(() => fromFile(text, () => undefined));
            assert.match(message, /^The configuration of stack "unit" has 1 problem:\n/);
            assert.match(message, said);
            assert.doesNotMatch(message, /^ +at /m);
        });
    }
});

describe("text that both YAML readers parse alike", () => {
    for (const [what, value] of [
        ["a schedule in quotes", '{ at: "cron(0 6 ? * *)" }'],
        ["a schedule in a line of its own", "cron(0 6 * * ? *)"],
        ["an anchor and its alias", "{ a: &team x, b: *team }"],
        ["a colon in front, in a line of its own", ":team"],
        ["a star in braces", "{ at: cron(0 6 * * *) }"],
        ["numbers in quotes", '["017", "1_000", "2026-01-31"]'],
        ["numbers", "[0, 17, 1000, 0.5, 1e3, 0x1f, -1]"],
        ["addresses", "[10.0.0.0/16, a_b, 1.2.3, v1_0]"],
    ] as const) {
        it(`is accepted: ${what}`, () => {
            fromFile(`config:\n  plumbline:owner: ${value}\n`, (raw) => {
                assert.ok("owner" in raw);
            });
        });
    }
});

describe("a problem in the stack file", () => {
    const problems: [what: string, line: string, said: RegExp | string][] = [
        ["no problem", "", "no problem"],
        ["a typo in a value", "plumbline:containers: { insights: enable }", /did you mean "enabled"\?/],
        [
            "a typo in a key",
            "plumbline:emulater: none",
            /plumbline:emulater: does not exist;.*did you mean "emulator"\?/,
        ],
        [
            "another namespace",
            "aws:region: eu-west-1",
            /aws:region: has no effect here: use plumbline:region/,
        ],
        [
            "a number where text belongs",
            "plumbline:emulator: 4566",
            /plumbline:emulator: "4566" is not allowed/,
        ],
        [
            "text that looks like a list",
            "plumbline:emulator: '[::1]'",
            /plumbline:emulator: "\[::1\]" is not allowed/,
        ],
        [
            "text where a boolean belongs",
            "plumbline:protect: 'yes'",
            /plumbline:protect: "yes" is not allowed; it must be true or false/,
        ],
        ["a boolean in quotes", "plumbline:protect: 'true'", "no problem"],
        [
            "a version without quotes",
            "plumbline:databases: { app: { engine: postgres, version: 16 } }",
            /version: 16 is not allowed/,
        ],
        [
            "a secret in plain",
            "plumbline:secrets: { payment: { value: hunter2 } }",
            /plumbline:secrets\.payment\.value: plain text is not allowed; it must be an encrypted value/,
        ],
        ["an encrypted secret", "plumbline:secrets: { payment: { value: { secure: abc } } }", "no problem"],
        [
            "an encrypted value that is the whole secret",
            "plumbline:secrets: { payment: { secure: abc } }",
            /plumbline:secrets\.payment: is or holds an encrypted value/,
        ],
        [
            "an encrypted value that is a whole key",
            "plumbline:region: { secure: abc }",
            /plumbline:region: is or holds an encrypted value/,
        ],
    ];
    for (const [what, line, said] of problems.filter(([, line]) => !line.startsWith("plumbline:region"))) {
        it(`has the same message through the engine as from the file: ${what}`, async () => {
            const text = `${HEAD}${line === "" ? "" : `  ${line}\n`}`;
            const message = throughFile(text);
            if (typeof said === "string") assert.equal(message, said);
            else assert.match(message, said);
            assert.equal(await throughEngine(text), message);
        });
    }

    it("is reported at the top-level key by the engine, which does not name the encrypted part", async () => {
        const text = `${HEAD}  plumbline:functions: { orders: { code: index.ts, environment: { KEY: { secure: abc } } } }\n`;
        assert.match(
            throughFile(text),
            /plumbline:functions\.orders\.environment\.KEY: is or holds an encrypted value/,
        );
        const message = await throughEngine(text);
        assert.match(message, /plumbline:functions: is or holds an encrypted value/);
        assert.ok(!message.includes(CONFIGURED_SECRET));
    });
});

describe("the committed stack files", () => {
    for (const stack of STACKS) {
        it(`are valid: ${stack}`, () => {
            const { tier } = validate(readStackFile(ROOT, stack), stack, ROOT, "plumbline");
            assert.equal(tier, stack);
        });
    }

    it("have the same keys in every environment, and the emulated one a few more", () => {
        const keysOfStack = (stack: string) => Object.keys(stackFileConfig(stack)).sort();
        const keys = STACKS.filter((stack) => stack !== "local").map(keysOfStack);
        for (const other of keys) assert.deepEqual(other, keys[0]);
        const local = keysOfStack("local");
        assert.deepEqual(
            keys[0]?.filter((key) => !local.includes(key)),
            [],
        );
        // What these environments have no use for is there for tests on the emulator.
        assert.deepEqual(
            local.filter((key) => !keys[0]?.includes(key)),
            ["buses", "emails", "layers", "media", "parameters", "tasks", "topics"].map(
                (key) => `plumbline:${key}`,
            ),
        );
    });

    it("have networks that do not overlap", () => {
        const cidrs = STACKS.map(
            (stack) => (stackFileConfig(stack)["plumbline:network"] as { cidr: string }).cidr,
        );
        assert.equal(new Set(cidrs).size, STACKS.length);
    });

    it("have different accounts", () => {
        const accounts = STACKS.map((stack) => stackFileConfig(stack)["plumbline:accountId"]);
        assert.equal(new Set(accounts).size, STACKS.length);
    });
});
