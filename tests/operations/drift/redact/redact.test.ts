import assert from "node:assert/strict";
import fc from "fast-check";
import { compare } from "../../../../operations/drift/compare/compare";
import { changed } from "../../../../operations/drift/judge/findings";
import { MemberIndex } from "../../../../operations/drift/compare/members";
import type { Path } from "../../../../operations/drift/values/path";
import { Redactor } from "../../../../operations/drift/redact/redact";
import { isSecretName } from "../../../../operations/drift/values/secretNames";
import { Secret } from "../../../../operations/drift/values/secret";
import { parseState, type StateResource } from "../../../../operations/drift/state";
import { stateResource } from "../support/resource";

const SECRET = "hunter2-must-never-be-seen";

function resource(overrides: Partial<StateResource>): StateResource {
    return stateResource({
        urn: "urn:pulumi:unit::project::aws:lambda/function:Function::jobs",
        type: "aws:lambda/function:Function",
        id: "jobs",
        ...overrides,
    });
}

/** All text of a finding, as in the output. */
function finding(
    changes: readonly { path: Path; was: unknown; is: unknown }[],
    ...secrets: readonly unknown[]
): string {
    const context = { delegations: [], redact: new Redactor(...secrets), byUrn: new Map() };
    return JSON.stringify(changed(resource({}), changes, context));
}

/** A state as Pulumi exports it, with some secrets in plain. */
function stateWith(secrets: readonly unknown[]): unknown {
    const outputs = secrets.map((secret) => ({
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        plaintext: JSON.stringify(secret),
    }));
    return parseState(JSON.stringify({ deployment: { resources: [{ outputs: { outputs } }] } }));
}

const json = (text: string): string => JSON.stringify({ text });

/** The escapes of Go's and Python's encoders that JavaScript does not use. */
const asciiJson = (text: string): string =>
    json(text).replaceAll(
        /[<>&\u007f-\uffff]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );

const inBase64 = (text: string): string => Buffer.from(text).toString("base64");

/** Forms of a secret inside other values. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
    verbatim: (text) => text,
    json,
    asciiJson,
    jsonInJson: (text) => json(json(text)),
    base64: inBase64,
    base64OfUrl: (text) => Buffer.from(text).toString("base64url"),
    base64InLines: (text) => inBase64(text.padStart(57, "#")).replaceAll(/.{76}/g, "$&\n"),
    base64OfJson: (text) => inBase64(json(text)),
    base64InBase64: (text) => inBase64(`write: ${inBase64(text)}`),
    inUrl: (text) => `postgres://app:${encodeURIComponent(text)}@db:5432`,
};

/** Every text that a reader of the output could decode. */
function readable(text: string): string[] {
    const plain = text.replaceAll(/\\u([0-9a-f]{4})/g, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
    );
    const decoded = [0, 1, 2, 3].flatMap((offset) =>
        [...text.matchAll(/[\w+/\n-]{8,}/g)].map(([token]) =>
            Buffer.from(token.slice(offset), "base64").toString(),
        ),
    );
    const inner = decoded.flatMap((each) =>
        [...each.matchAll(/[\w+/-]{8,}/g)].map(([token]) => Buffer.from(token, "base64").toString()),
    );
    let unquoted = plain;
    for (let level = 0; level < 3; level++) unquoted = unquoted.replaceAll(/\\(["\\])/g, "$1");
    return [text, plain, unquoted, ...decoded, ...inner, text.replaceAll(/%[0-9A-F]{2}/g, percent)];
}

const percent = (code: string): string => String.fromCharCode(parseInt(code.slice(1), 16));

/** Secrets that a mark in their place can't be part of, with all that JSON and URLs escape. */
const secretText = fc
    .string({ unit: fc.constantFrom(...'aZ09_-+/="\\<>&%@: é'.split("")), minLength: 6, maxLength: 24 })
    .filter((text) => !"[secret]".includes(text.trim()) && new Set(text).size > 3);

describe("contents of a report", () => {
    for (const [name, encode] of Object.entries(encodings)) {
        it(`exclude text that is secret anywhere in the state: ${name}`, () => {
            fc.assert(
                fc.property(
                    // Secrets that begin with others: a password, and the same with a suffix.
                    fc.array(fc.tuple(secretText, secretText), { minLength: 1, maxLength: 3 }),
                    fc.constantFrom("", "x", "key ", "/path/"),
                    (pairs, around) => {
                        const secrets = pairs.flatMap(([base, suffix]) => [base, base + suffix]);
                        const redact = new Redactor(stateWith(secrets));
                        for (const secret of secrets) {
                            const { is } = redact.pair(["environment"], around, {
                                nested: [`${around}${encode(secret)}`],
                            });
                            assert.ok(is.kind === "value");
                            const [shown = ""] = (is.value as { nested: string[] }).nested;
                            for (const text of readable(shown)) {
                                for (const hidden of secrets) assert.ok(!text.includes(hidden), shown);
                            }
                        }
                    },
                ),
                { numRuns: 60 },
            );
        });
    }

    it("exclude remainders of secrets that share a prefix or overlap", () => {
        const redact = new Redactor(stateWith(["abcdef", "abcdefghijkl", "jklmnop"]));
        assert.equal(redact.scrub("a abcdefghijkl b"), "a [secret] b");
        assert.equal(redact.scrub("abcdefghijklmnop, abcdef"), "[secret], [secret]");
    });

    it("keep other values unchanged", () => {
        const redact = new Redactor(stateWith([SECRET]));
        for (const text of [
            "arn:aws:iam::123456789012:role/x",
            '{ "a": [1, "b"] }',
            inBase64("hello, world"),
        ]) {
            assert.deepEqual(redact.pair(["a"], undefined, text).is, { kind: "value", value: text });
        }
    });

    it("exclude values of a list that cannot be matched with one that contains a secret", () => {
        const was = [{ value: new Secret("old-old-old") }];
        const is = [{ value: SECRET }, { value: "x" }];
        assert.ok(!finding([{ path: ["settings"], was, is }]).includes(SECRET));
        assert.ok(!finding([{ path: ["settings"], was: is, is: was }]).includes(SECRET));
    });

    it("exclude values under secret-like names, whatever their source", () => {
        for (const name of [
            "DB_PASSWORD",
            "API_TOKEN",
            "GITHUB_TOKEN_READ",
            "masterUserPassword",
            "api-key",
        ]) {
            const at = (path: Path, is: unknown) => finding([{ path, was: undefined, is }]);
            assert.ok(!at(["environment", "variables", name], SECRET).includes(SECRET), name);
            assert.ok(!at(["environment"], { [name]: SECRET }).includes(SECRET), name);
            assert.ok(!at(["environment"], [{ name, value: SECRET }]).includes(SECRET), name);
            const containers = JSON.stringify([{ environment: [{ name, value: SECRET }] }]);
            assert.ok(!at(["containerDefinitions"], containers).includes(SECRET), name);
        }
        for (const name of [
            "secretArn",
            "DB_SECRET_ARN",
            "tokenValidityUnits",
            "passwordPolicy",
            "secrets",
        ]) {
            assert.ok(!isSecretName(name), name);
        }
    });

    it("include booleans under secret-like names", () => {
        const { is } = new Redactor().pair(["manageMasterUserPassword"], true, false);
        assert.deepEqual(is, { kind: "value", value: false });
    });

    it("exclude parts of a JSON secret, but include the text around them", () => {
        const account = JSON.stringify({ username: "application", password: SECRET });
        const redact = new Redactor(stateWith([account]));
        assert.equal(redact.scrub(`application ${SECRET}`), "application [secret]");
    });

    it("include the account number of an emulated stack, its access key, but no other such number", () => {
        const provider = { type: "pulumi:providers:aws", inputs: { accessKey: new Secret("123456789012") } };
        const pin = {
            type: "random:index/randomPassword:RandomPassword",
            outputs: { a: new Secret("210987654321") },
        };
        const redact = new Redactor({ resources: [provider, pin] });
        assert.equal(redact.scrub("123456789012 210987654321"), "123456789012 [secret]");
        assert.equal(new Redactor({ resources: [pin] }).scrub("210987654321"), "[secret]");
    });
});

describe("a change", () => {
    const variables = (value: unknown) => ({ environment: { variables: value } });

    it("is secret if only the program marks it, or only its parent is secret", () => {
        for (const [inputs, before] of [
            [variables({ A: new Secret("a") }), variables({ A: "a" })],
            [variables({ A: "a" }), variables(new Secret({ A: "a" }))],
            [variables({ A: "a" }), { environment: new Secret({ variables: { A: "a" } }) }],
        ] as const) {
            const was = resource({ inputs, outputs: before });
            const is = resource({ inputs, outputs: variables({ A: SECRET, B: SECRET }) });
            const changes = compare(was, is, ["environment.variables.A"], new MemberIndex([]));
            assert.equal(changes.length, 1);
            assert.ok(!finding(changes).includes(SECRET), JSON.stringify(before));
        }
    });

    it("is secret as the value of a variable with a secret-like name", () => {
        const project = (value: string) =>
            resource({
                type: "aws:codebuild/project:Project",
                inputs: { environment: { environmentVariables: [{ name: "API_TOKEN", value: "none" }] } },
                outputs: { environment: { environmentVariables: [{ name: "API_TOKEN", value }] } },
            });
        const diff = ["environment.environmentVariables[0].value"];
        const changes = compare(project("none"), project(SECRET), diff, new MemberIndex([]));
        assert.equal(changes.length, 1);
        assert.ok(!finding(changes).includes(SECRET));
    });
});
