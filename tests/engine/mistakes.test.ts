import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { plumb } from "../support/plumb";
import { Clone } from "./support/clone";

interface Mistake {
    readonly what: string;
    /** Below `config`. */
    readonly at: readonly string[];
    readonly value: unknown;
    /** The expected message: the key with its path, then the value or the problem. */
    readonly says: readonly (string | RegExp)[];
}

const mistakes: readonly Mistake[] = [
    {
        what: "a tier that does not exist",
        at: ["plumbline:tier"],
        value: "production",
        says: ["plumbline:tier", "production"],
    },
    {
        what: "a tier that is another stack's",
        at: ["plumbline:tier"],
        value: "prod",
        says: ["plumbline:tier", "prod"],
    },
    {
        what: "a region that does not exist",
        at: ["plumbline:region"],
        value: "us-east-9x",
        says: ["plumbline:region", "us-east-9x"],
    },
    {
        what: "an account id that is too short",
        at: ["plumbline:accountId"],
        value: "12345",
        says: ["plumbline:accountId", "12345"],
    },
    {
        what: "an emulator on another machine",
        at: ["plumbline:emulator"],
        value: "http://10.0.0.7:4566",
        says: ["plumbline:emulator", "10.0.0.7"],
    },
    {
        what: "no emulator for the local tier",
        at: ["plumbline:emulator"],
        value: "none",
        says: ["plumbline:emulator", "none"],
    },
    { what: "an owner that is a number", at: ["plumbline:owner"], value: ["me"], says: ["plumbline:owner"] },
    {
        what: "a misspelt key",
        at: ["plumbline:netwrok"],
        value: {},
        says: ["plumbline:netwrok", 'did you mean "network"'],
    },
    {
        what: "a misspelt key within another",
        at: ["plumbline:network", "zonez"],
        value: ["a"],
        says: ["plumbline:network", "zonez", "zones"],
    },
    {
        what: "a network that is no network",
        at: ["plumbline:network", "cidr"],
        value: "10.10.0.0/99",
        says: ["plumbline:network.cidr", "10.10.0.0/99"],
    },
    {
        what: "a network of public addresses",
        at: ["plumbline:network", "cidr"],
        value: "8.8.0.0/16",
        says: ["plumbline:network.cidr", "8.8.0.0/16"],
    },
    {
        what: "a zone that does not exist",
        at: ["plumbline:network", "zones"],
        value: ["a", "zz"],
        says: ["plumbline:network.zones", "zz"],
    },
    {
        what: "a zone named twice",
        at: ["plumbline:network", "zones"],
        value: ["a", "a"],
        says: ["plumbline:network.zones", "a"],
    },
    {
        what: "a key of another namespace",
        at: ["aws:region"],
        value: "us-east-1",
        says: ["aws:region", "plumbline:region"],
    },
    {
        what: "a database engine that does not exist",
        at: ["plumbline:databases", "app", "engine"],
        value: "oracle",
        says: ["plumbline:databases.app.engine", "oracle"],
    },
    {
        what: "something used that does not exist",
        at: ["plumbline:functions", "orders", "uses"],
        value: ["database/ap"],
        says: ["plumbline:functions.orders", "database/ap", "database/app"],
    },
    {
        what: "a folder that does not exist",
        at: ["plumbline:sites", "shop", "content"],
        value: "examples/nowhere",
        says: ["plumbline:sites.shop", "examples/nowhere"],
    },
    {
        what: "a route to a function that does not exist",
        at: ["plumbline:apis", "shop", "routes"],
        value: { "GET /orders": "order" },
        says: ["plumbline:apis.shop", "order"],
    },
    {
        what: "a route that is no route",
        at: ["plumbline:apis", "shop", "routes"],
        value: { "FETCH orders": "orders" },
        says: ["plumbline:apis.shop", "FETCH orders"],
    },
    {
        what: "a domain that is none",
        at: ["plumbline:domain", "name"],
        value: "not a domain",
        says: ["plumbline:domain.name", "not a domain"],
    },
    {
        what: "a service without the image that it would inherit",
        at: ["plumbline:services", "admin", "image"],
        value: null,
        says: ["plumbline:services.admin: needs image", /\(Pulumi\.local\.yaml:\d+\)/],
    },
    {
        what: "a cache taken out although something uses it",
        at: ["plumbline:caches", "sessions"],
        value: null,
        says: [
            'uses "cache/sessions"',
            /\(Pulumi\.local\.yaml:\d+; Pulumi\.local\.yaml:\d+ takes plumbline:caches\.sessions out\)/,
        ],
    },
    {
        what: "a network that is a text",
        at: ["plumbline:network"],
        value: "10.10.0.0/16",
        says: ["plumbline:network", "10.10.0.0/16"],
    },
];

describe("a mistake in the stack file", () => {
    let clone: Clone;
    let original: string;

    before(async () => {
        clone = await Clone.create("clone with mistakes");
        await clone.editStackFile("local", (text) => {
            original = text;
            return text;
        });
    });

    after(async () => {
        await clone.remove();
    });

    for (const { what, at, value, says } of mistakes) {
        it(`gives one clear message, and nothing starts: ${what}`, async () => {
            await clone.editStackFile("local", () => {
                const document = parseDocument(original);
                document.setIn(["config", ...at], value);
                return document.toString();
            });
            const { code, stdout, stderr } = await plumb(["up"], { root: clone.folder });
            assert.equal(code, 2, stderr);
            for (const text of says) {
                assert.ok(typeof text === "string" ? stderr.includes(text) : text.test(stderr), stderr);
            }
            assert.match(stderr, /has 1 problem:/);
            assert.doesNotMatch(stderr, /^ +at .*:\d+/m);
            assert.equal(stdout, "");
            assert.ok(!existsSync(path.join(clone.folder, ".plumb")), "something was begun");
        });
    }

    it("leaves `plumb env` its exports, with which Pulumi can mend the file", async () => {
        await clone.editStackFile("local", () => {
            const document = parseDocument(original);
            document.setIn(["config", "plumbline:owner"], "");
            return document.toString();
        });
        const { code, stdout, stderr } = await plumb(["env"], { root: clone.folder });
        assert.equal(code, 0, stderr);
        assert.match(stderr, /plumbline:owner: is missing[^]*`pulumi config set` can mend the file/);
        assert.match(stdout, /^export PULUMI_BACKEND_URL='file:/m);
        assert.match(stdout, /^export PULUMI_CONFIG_PASSPHRASE=/m);
        assert.ok(stdout.includes(`AWS_ENDPOINT_URL='http://127.0.0.1:${clone.port}'`));
    });

    it("in the emulator's endpoint leaves `plumb env` its exports, too", async () => {
        for (const endpoint of ["http://127.0.0.1:70000", "none"]) {
            await clone.editStackFile("local", () => {
                const document = parseDocument(original);
                document.setIn(["config", "plumbline:emulator"], endpoint);
                return document.toString();
            });
            const { code, stdout } = await plumb(["env"], { root: clone.folder });
            assert.equal(code, 0);
            assert.match(stdout, /^export PULUMI_BACKEND_URL='file:/m);
        }
    });

    it("includes invalid YAML", async () => {
        await clone.editStackFile("local", () => "config:\n  plumbline:tier: [local\n");
        const { exitCode, stderr } = await clone.plumb("up");
        assert.equal(exitCode, 2, stderr);
        assert.match(stderr, /Pulumi\.local\.yaml/);
        assert.doesNotMatch(stderr, /^ +at .*:\d+/m);
    });

    it("is reported together with all the others", async () => {
        await clone.editStackFile("local", () => {
            const document = parseDocument(original);
            document.setIn(["config", "plumbline:region"], "nowhere");
            document.setIn(["config", "plumbline:network", "cidr"], "10.0.0.0/4");
            document.setIn(["config", "plumbline:ownr"], "me");
            return document.toString();
        });
        const { exitCode, stderr } = await clone.plumb("up");
        assert.equal(exitCode, 2, stderr);
        for (const key of ["plumbline:region", "plumbline:network.cidr", "plumbline:ownr"]) {
            assert.ok(stderr.includes(key), stderr);
        }
    });
});
