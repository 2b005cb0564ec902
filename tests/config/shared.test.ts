/** Settings that the stacks of a project share, in `Pulumi.yaml`. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { loadSettings } from "../../config";
import { projectName } from "../../operations/pulumi/project";
import { ConfigurationError } from "../../config/messages/problems";
import { difference, merged } from "../../config/sources/merge";
import { originsOf } from "../../config/sources/origins";
import { readStackFile } from "../../config/stackFile";
import { type Settings, validate } from "../../config/validate";
import { SecretValue } from "../../config/values";
import { folderOf } from "../support/fixtures";
import { clearEngineConfig, setEngineConfig, STACKS } from "../support/program";
import { effective, pinned } from "./effective/pinned";

const PROJECT = `name: shop
runtime: nodejs
config:
  plumbline:region: eu-west-1
  plumbline:owner: platform
  plumbline:costCenter: 1000
  plumbline:network:
    value:
      cidr: 10.0.0.0/16
      zones: [a, b, c]
  plumbline:buckets:
    value:
      uploads: { expireDays: 30, versioned: false }
  plumbline:queues:
    value:
      jobs: {}
      mails: {}
  plumbline:services:
    value:
      web:
        image: public.ecr.aws/shop/web:1.2.3
        uses: [bucket/uploads, queue/jobs]
`;
const STACK = `config:
  plumbline:tier: dev
  plumbline:accountId: "111122223333"
`;

/** What is made of the two files of a stack. */
async function read<T>(project: string, stack: string, use: (folder: string) => T | Promise<T>): Promise<T> {
    const { folder, remove } = folderOf({
        "Pulumi.yaml": project,
        "Pulumi.unit.yaml": stack,
        "code/index.js": "exports.handler = () => {};",
    });
    try {
        return await use(folder);
    } finally {
        remove();
    }
}

async function messageOf(run: () => unknown): Promise<string> {
    try {
        await run();
    } catch (error) {
        assert.ok(error instanceof ConfigurationError || error instanceof pulumi.RunError, String(error));
        return error.message;
    }
    return "no problem";
}

const throughFiles = (folder: string): Settings =>
    validate(readStackFile(folder, "unit"), "unit", folder, projectName(folder));

/** The same in the program, where the engine has taken shared values for whole keys. */
async function throughEngine<T>(
    project: string,
    stack: string,
    use: (load: () => Promise<Settings>) => T | Promise<T>,
): Promise<T> {
    await pulumi.runtime.setMocks(
        { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
        /^name: (\S+)/m.exec(project)?.[1],
        "unit",
    );
    return read(project, stack, async (folder) => {
        setEngineConfig((parse(stack) as { config: Record<string, unknown> }).config, folder);
        try {
            return await use(async () => loadSettings(folder));
        } finally {
            clearEngineConfig();
        }
    });
}

/** The settings of the two files, which are the same in commands and in the program. */
async function settingsOf(stack: string, project = PROJECT): Promise<Settings> {
    const settings = await read(project, stack, throughFiles);
    assert.deepEqual(await throughEngine(project, stack, (load) => load()), settings);
    return settings;
}

/** The message about the two files, likewise; of several problems their lines. */
async function complaintOf(stack: string, project = PROJECT): Promise<string> {
    const message = await read(project, stack, async (folder) => messageOf(() => throughFiles(folder)));
    assert.equal(await throughEngine(project, stack, messageOf), message);
    return message.replace(/^.*\n {2}/, "");
}

describe("merging shared settings into a stack's own", () => {
    const cases: [what: string, shared: unknown, own: unknown, result: unknown][] = [
        ["keys of both", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
        ["maps, deeply", { a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { c: 1, d: 2 } } }],
        ["lists, as a whole", { a: [1, 2] }, { a: [3] }, { a: [3] }],
        ["single values", { a: "x" }, { a: false }, { a: false }],
        ["a map instead of a value", { a: "x" }, { a: { b: 1 } }, { a: { b: 1 } }],
        ["a value instead of a map", { a: { b: 1 } }, { a: "none" }, { a: "none" }],
        ["an empty map, which changes nothing", { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
        ["null, which takes a key out", { a: 1, b: 2 }, { a: null }, { b: 2 }],
        ["null within a map", { a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
        ["null that takes nothing out", {}, { a: null, b: { c: null } }, { a: null, b: { c: null } }],
        [
            "names that objects inherit",
            { toString: { a: 1 } },
            { constructor: 2 },
            { toString: { a: 1 }, constructor: 2 },
        ],
    ];
    for (const [what, shared, own, result] of cases) {
        it(`combines ${what}`, () => {
            const [base, more] = [shared as Record<string, unknown>, own as Record<string, unknown>];
            assert.deepEqual(merged(base, more), result);
            // The engine has taken shared values for keys that a stack lacks.
            assert.deepEqual(merged(base, { ...base, ...more }), result);
        });
        it(`finds again what a stack must say: ${what}`, () => {
            const [base, wanted] = [shared as Record<string, unknown>, result as Record<string, unknown>];
            assert.deepEqual(merged(base, difference(base, wanted)), wanted);
        });
    }

    it("replaces an encrypted value as a whole", () => {
        const secret = new SecretValue("sesame");
        assert.equal(merged({ a: { b: 1 } }, { a: secret })["a"], secret);
        assert.deepEqual(merged({ a: { secure: "x" } }, { a: { b: 1 } }), { a: { b: 1 } });
    });

    it("keeps __proto__ for validation to refuse", () => {
        const own = JSON.parse('{ "a": { "__proto__": 1 } }') as Record<string, unknown>;
        assert.deepEqual(Object.keys(merged({ a: { b: 1 } }, own)["a"] as object), ["b", "__proto__"]);
    });
});

describe("a stack", () => {
    it("has what the project shares, with its own values on top", async () => {
        const settings = await settingsOf(`${STACK}  plumbline:network: { zones: [a, b] }\n`);
        assert.equal(settings.region, "eu-west-1");
        assert.equal(settings.costCenter, "1000");
        assert.equal(settings.network?.cidr, "10.0.0.0/16");
        assert.deepEqual(settings.network?.zones, ["a", "b"]);
    });

    it("takes inherited entries out with null, whole keys too", async () => {
        const settings = await settingsOf(
            `${STACK}  plumbline:queues: { mails: null }\n  plumbline:services: null\n  plumbline:buckets: { uploads: { expireDays: null } }\n`,
        );
        assert.deepEqual(Object.keys(settings.queues), ["jobs"]);
        assert.deepEqual(settings.services, {});
        assert.equal(settings.buckets["uploads"]?.expireDays, undefined);
        assert.equal(settings.buckets["uploads"]?.versioned, false);
    });

    it("takes a whole key out with an empty text as well, which `pulumi config set` makes of null", async () => {
        const settings = await settingsOf(`${STACK}  plumbline:services: ""\n`);
        assert.deepEqual(settings.services, {});
    });

    it("may add an encrypted value to a shared secret", async () => {
        const project = `${PROJECT}  plumbline:secrets: { value: { payment: { description: Key of the payments } } }\n`;
        const settings = await settingsOf(
            `${STACK}  plumbline:secrets: { payment: { value: { secure: v1:abc } } }\n`,
            project,
        );
        const payment = settings.secrets["payment"];
        assert.ok(payment && "value" in payment && payment.value instanceof SecretValue);
        assert.equal(payment.description, "Key of the payments");
    });

    it("is the same if the project is called plumbline, whose keys these are", async () => {
        const settings = await settingsOf(STACK, PROJECT.replace("name: shop", "name: plumbline"));
        assert.deepEqual(Object.keys(settings.services), ["web"]);
    });

    it("needs no project file's config", async () => {
        const project = "name: shop\nruntime: nodejs\n";
        const complaint = await complaintOf(STACK, project);
        assert.match(complaint, /plumbline:region: is missing;.* \(Pulumi\.unit\.yaml:1\)$/m);
    });
});

describe("a problem's place", () => {
    const places: [what: string, stack: string, said: RegExp][] = [
        [
            "of the stack's own value",
            `${STACK}  plumbline:network:\n    nat: singel\n`,
            /^plumbline:network\.nat: "singel" is not allowed.* \(Pulumi\.unit\.yaml:5\)$/,
        ],
        [
            "of an entry of a list",
            `${STACK}  plumbline:network:\n    zones:\n      - a\n      - zz\n`,
            /^plumbline:network\.zones\[1\]: "zz" is not allowed.* \(Pulumi\.unit\.yaml:7\)$/,
        ],
        [
            "of a missing key: the map around it",
            `${STACK}  plumbline:databases:\n    app: { version: "16" }\n`,
            /^plumbline:databases\.app\.engine: is missing.* \(Pulumi\.unit\.yaml:5\)$/,
        ],
        [
            "of a key that does not exist",
            `${STACK}  plumbline:netwrok: {}\n`,
            /^plumbline:netwrok: does not exist.* \(Pulumi\.unit\.yaml:4\)$/,
        ],
        [
            "of a key of another namespace",
            `${STACK}  aws:region: eu-west-1\n`,
            /^aws:region: has no effect here.* \(Pulumi\.unit\.yaml:4\)$/,
        ],
        [
            "of a name with other characters",
            `${STACK}  plumbline:apis:\n    shop:\n      routes:\n        GET /a b: x\n`,
            /^plumbline:apis\.shop\.routes\["GET \/a b"\].* \(Pulumi\.unit\.yaml:7\)/m,
        ],
        [
            "of a required key that is taken out",
            `${STACK}  plumbline:owner: null\n`,
            /^plumbline:owner: is missing.* \(Pulumi\.unit\.yaml:4 takes it out\)$/,
        ],
        [
            "of a null that takes nothing out",
            `${STACK}  plumbline:tables: null\n`,
            /^plumbline:tables: is empty; .* \(Pulumi\.unit\.yaml:4\)$/,
        ],
        [
            "of something that is used and taken out",
            `${STACK}  plumbline:buckets:\n    uploads: null\n`,
            /^plumbline:services\.web: uses "bucket\/uploads", which does not exist; there are no buckets at all \(Pulumi\.yaml:20; Pulumi\.unit\.yaml:5 takes plumbline:buckets\.uploads out\)$/,
        ],
        [
            "of something that is used, all of whose kind is taken out",
            `${STACK}  plumbline:queues: null\n`,
            /^plumbline:services\.web: uses "queue\/jobs", .* \(Pulumi\.yaml:20; Pulumi\.unit\.yaml:4 takes plumbline:queues out\)$/,
        ],
    ];
    for (const [what, stack, said] of places) {
        it(`is named, by commands and program: ${what}`, async () => {
            assert.match(await complaintOf(stack), said);
        });
    }

    it("is in the shared file for a shared value", async () => {
        const project = PROJECT.replace("cidr: 10.0.0.0/16", "cidr: 8.8.0.0/16");
        assert.match(await complaintOf(STACK, project), /^plumbline:network\.cidr: .* \(Pulumi\.yaml:9\)$/);
        assert.match(
            await complaintOf(STACK, PROJECT.replace("eu-west-1", "mars")),
            /^plumbline:region: "mars" is not allowed.* \(Pulumi\.yaml:4\)$/,
        );
    });

    it("is left out where the engine has read another stack file", async () => {
        const given = `${STACK}  plumbline:tier: dev\n  plumbline:network: { nat: singel }\n`;
        const message = await throughEngine(PROJECT, `${STACK}  plumbline:network: { nat: single }\n`, () => {
            setEngineConfig({
                ...(parse(PROJECT) as { config: object }).config,
                ...(parse(given.replace("  plumbline:tier: dev\n", "")) as { config: object }).config,
            });
            return messageOf(() => loadSettings());
        });
        assert.match(message, /"singel"/);
        assert.doesNotMatch(message, /unit\.yaml:4/);
    });

    it("is that of an old name in the warning about it", async () => {
        const project = `${PROJECT}  plumbline:functions:
    value:
      report: { code: code, on: [{ schedule: rate(1 hour), name: hourly, timezone: Europe/Berlin }] }
`;
        const { warnings } = await read(project, STACK, throughFiles);
        assert.match(
            warnings.join("\n"),
            /^Pulumi\.yaml: plumbline:functions\.report\.on\[0\]\.timezone is deprecated/m,
        );
    });
});

describe("the project file", () => {
    const refused: [what: string, line: string, said: RegExp][] = [
        [
            "a map that stands behind its key",
            "plumbline:tables: { carts: { partitionKey: a } }",
            /^plumbline:tables: must have its map below value:, because Pulumi refuses a map here; write plumbline:tables: \{ value: … \} \(Pulumi\.yaml:23\)$/,
        ],
        [
            "a default, which Pulumi takes in projects of that name only",
            "plumbline:protect: { default: true }",
            /^plumbline:protect: must not have default: in Pulumi\.yaml, because Pulumi takes it for keys of the project's own name only; write plumbline:protect: \{ value: … \}/,
        ],
        [
            "a type",
            "plumbline:protect: { type: boolean, value: true }",
            /^plumbline:protect: must not have type:/,
        ],
        [
            "a secret",
            "plumbline:secrets: { secret: true, value: {} }",
            /must not have secret: in Pulumi\.yaml, because nothing is encrypted in it; secrets belong in the stack files/,
        ],
        [
            "an encrypted value",
            "plumbline:secrets: { value: { pay: { value: { secure: v1:abc } } } }",
            /^plumbline:secrets\.pay\.value: is encrypted, and no two stacks have the same key; put it into the stack files \(Pulumi\.yaml:23\)$/,
        ],
        ["nothing", "plumbline:tables:", /^plumbline:tables: is empty; write \{\} for a map without entries/],
        ["an empty value", "plumbline:tables: { value: }", /^plumbline:tables: is empty/],
        ["an empty text", 'plumbline:domain: ""', /^plumbline:domain: is empty/],
        [
            "an empty entry",
            "plumbline:tables:\n    value:\n      carts:",
            /^plumbline:tables\.carts: is empty;.* \(Pulumi\.yaml:25\)$/,
        ],
        ["a fraction behind its key", "plumbline:protect: 0.5", /must have its number below value:/],
        [
            "a key without a namespace",
            "protect: true",
            /^protect: has no namespace; write it plumbline:protect/,
        ],
        [
            "a key of another namespace",
            "aws:region: eu-west-1",
            /^aws:region: has no effect here.*\(Pulumi\.yaml:23\)/,
        ],
        [
            "a value that Pulumi reads differently",
            "plumbline:costCenter: 017",
            /^Pulumi\.yaml: line 23 must have 017 in quotes/,
        ],
        ["what is no YAML", "plumbline:tables: [a", /^Pulumi\.yaml: line \d+ is no YAML/],
    ];
    for (const [what, line, said] of refused) {
        it(`is refused, with what to write: ${what}`, async () => {
            const message = await read(`${PROJECT}  ${line}\n`, STACK, (folder) =>
                messageOf(() => throughFiles(folder)),
            );
            assert.match(message, /has 1 problem:\n/);
            assert.match(message.replace(/^.*\n {2}/, ""), said);
            assert.doesNotMatch(message, /v1:abc/);
        });
    }

    it("is refused if its config is no map", async () => {
        const project = "name: shop\nruntime: nodejs\nconfig: stacks\n";
        const message = await read(project, STACK, (folder) => messageOf(() => throughFiles(folder)));
        assert.match(
            message,
            /Pulumi\.yaml: "config:" must be a map of settings that the stacks share \(Pulumi\.yaml:3\)/,
        );
    });

    it("may describe a value, and hold lists and Pulumi's own keys", async () => {
        const more =
            "  pulumi:disable-default-providers: [aws]\n  plumbline:protect: { description: For all, value: false }\n";
        assert.equal((await settingsOf(STACK, PROJECT + more)).protect, false);
    });
});

describe("the origins of a stack's values", () => {
    it("are the lines that they stand in, and those that take something out", async () => {
        const stack = `${STACK}  plumbline:network: { zones: [a, b] }\n  plumbline:queues:\n    mails: null\n`;
        await read(PROJECT, stack, (folder) => {
            const origins = originsOf(readStackFile(folder, "unit"));
            assert.deepEqual(origins?.of("plumbline:network.zones[1]"), {
                file: "Pulumi.unit.yaml",
                line: 4,
            });
            assert.deepEqual(origins.of("plumbline:network.cidr"), { file: "Pulumi.yaml", line: 9 });
            assert.deepEqual(origins.of("plumbline:services.web.uses"), { file: "Pulumi.yaml", line: 22 });
            assert.deepEqual(origins.removals(), [
                { key: "plumbline:queues.mails", origin: { file: "Pulumi.unit.yaml", line: 6 } },
            ]);
        });
    });
});

describe("the sample's stacks", () => {
    for (const stack of STACKS) {
        it(`amount to what is pinned; if that is meant to change, run npm run generate: ${stack}`, () => {
            assert.equal(effective(stack), pinned(stack));
        });
    }
});
