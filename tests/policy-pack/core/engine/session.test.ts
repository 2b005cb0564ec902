import assert from "node:assert/strict";

import type { PolicyConfiguration } from "../../../../policy-pack/core/engine/configuration";
import { Session, stackOf } from "../../../../policy-pack/core/engine/session";
import type { Waiver } from "../../../../policy-pack/core/waivers";
import { ENVIRONMENTS, environmentOf, LEVELS, type Level } from "../../../../policy-pack/core/profiles";
import { rules as catalogue } from "../../../../policy-pack/policies";

const urn = (stack: string, name = "files") => `urn:pulumi:${stack}::shop::aws:s3/bucket:Bucket::${name}`;
const root = (stack: string) => `urn:pulumi:${stack}::shop::pulumi:pulumi:Stack::shop-${stack}`;

const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
    rule: "s3-logs",
    urn: urn("prod"),
    reason: "The CDN in front of it logs who reads",
    owner: "platform",
    expires: "2030-06-30",
    ...changes,
});

interface Configured {
    readonly rules?: Readonly<Record<string, string>>;
    readonly levels?: Readonly<Record<string, Level>>;
    readonly environment?: (typeof ENVIRONMENTS)[number];
    readonly waivers?: readonly Waiver[];
}

/** @param rules levels that the engine has for rules */
function sessionWith({ rules = {}, levels = {}, environment, waivers = [] }: Configured = {}): Session {
    const session = new Session("2030-01-01", catalogue);
    const configured: Record<string, PolicyConfiguration> = {};
    for (const [name, enforcementLevel] of Object.entries(rules))
        configured[name] = { enforcementLevel, properties: {} };
    session.configure({ rules: configured, levels, environment, waivers: undefined }, waivers);
    return session;
}

describe("environment of a stack", () => {
    for (const [stack, expected] of [
        ["local", "local"],
        ["localhost", "local"],
        ["dev", "dev"],
        ["development", "dev"],
        ["acme-dev", "dev"],
        ["acme/shop/Dev", "dev"],
        ["stage", "staging"],
        ["eu_staging", "staging"],
        ["prod", "prod"],
        ["shop.production", "prod"],
        // Strict if no part of the name, or only a part before the last, is an environment.
        ["dev-eu", "prod"],
        ["device", "prod"],
        ["", "prod"],
    ] as const) {
        it(`"${stack}" is ${expected}`, () => {
            assert.equal(environmentOf(stack), expected);
            assert.equal(new Session("2030-01-01", []).environment(urn(stack)), expected);
        });
    }

    it("is the configured one, whatever the stack's name", () => {
        assert.equal(sessionWith({ environment: "dev" }).environment(urn("prod")), "dev");
    });

    it("is part of a URN", () => {
        assert.equal(stackOf(urn("acme-dev")), "acme-dev");
        assert.equal(stackOf("no URN"), "");
    });
});

describe("level of a rule", () => {
    it("is that of its profile, in each environment", () => {
        for (const { name, profile = "always" } of catalogue) {
            for (const environment of ENVIRONMENTS)
                assert.equal(sessionWith().level(name, urn(environment)), LEVELS[profile][environment], name);
        }
        assert.equal(sessionWith().level("no-rule-of-the-pack", urn("dev")), "mandatory");
    });

    it("is replaced by the configured one, stricter or weaker", () => {
        const session = sessionWith({ levels: { "s3-logs": "mandatory", "s3-no-acls": "disabled" } });
        assert.equal(session.level("s3-logs", urn("dev")), "mandatory");
        assert.equal(session.level("s3-no-acls", urn("prod")), "disabled");
    });

    it("is weakened by the engine's, never made stricter", () => {
        const rules = { "s3-no-acls": "advisory", "s3-logs": "mandatory", "s3-versioning": "disabled" };
        const session = sessionWith({ rules });
        assert.equal(session.level("s3-no-acls", urn("prod")), "advisory");
        assert.equal(session.level("s3-logs", urn("dev")), "advisory");
        assert.equal(session.level("s3-versioning", urn("prod")), "disabled");
        const disabled = sessionWith({ rules: { "s3-logs": "advisory" }, levels: { "s3-logs": "disabled" } });
        assert.equal(disabled.level("s3-logs", urn("prod")), "disabled");
    });

    it("determines the result of a finding", () => {
        const session = sessionWith({ levels: { "s3-versioning": "disabled" } });
        assert.deepEqual(session.judge("s3-logs", urn("prod")), { outcome: "report", level: "mandatory" });
        assert.deepEqual(session.judge("s3-logs", urn("dev")), { outcome: "report", level: "advisory" });
        assert.deepEqual(session.judge("s3-versioning", urn("prod")), { outcome: "ignore" });
    });
});

describe("waivers of a run", () => {
    const unused = (session: Session, stack = "prod", names = ["files"]) =>
        session.unused(root(stack), [root(stack), ...names.map((name) => urn(stack, name))]);

    it("suppress matching findings, and then count as used", () => {
        const one = waiver();
        const session = sessionWith({ waivers: [one] });
        assert.deepEqual(unused(session), [one]);
        assert.deepEqual(session.judge("s3-logs", urn("prod")), { outcome: "waived", waiver: one });
        assert.deepEqual(unused(session), []);
        assert.equal(session.judge("s3-logs", urn("prod", "other")).outcome, "report");
    });

    it("are neither used nor unused for a disabled rule", () => {
        const session = sessionWith({ waivers: [waiver()], levels: { "s3-logs": "disabled" } });
        assert.deepEqual(session.judge("s3-logs", urn("prod")), { outcome: "ignore" });
        assert.deepEqual(unused(session), []);
    });

    it("that have expired suppress nothing, and are listed, but not as unused too", () => {
        const old = waiver({ expires: "2029-12-31" });
        const session = sessionWith({ waivers: [old] });
        assert.equal(session.judge("s3-logs", urn("prod")).outcome, "report");
        assert.deepEqual(session.expired("prod"), [old]);
        assert.deepEqual(session.expired("dev"), []);
        assert.deepEqual(unused(session), []);
    });

    it("of other stacks are never unused; those of all stacks count as used on a match", () => {
        const any = waiver({ urn: "urn:pulumi:*::shop::*::files" });
        const session = sessionWith({ waivers: [waiver({ urn: urn("dev") }), any] });
        assert.deepEqual(unused(session), [any]);
        assert.deepEqual(unused(session, "prod", ["other"]), []);
    });

    it("that name the stack are unused even if their resource is gone", () => {
        const gone = waiver({ urn: urn("prod", "gone") });
        assert.deepEqual(unused(sessionWith({ waivers: [gone] })), [gone]);
    });

    it("are not unused if the rule was deferred", () => {
        const session = sessionWith({ waivers: [waiver()] });
        session.defer("s3-logs", urn("prod"), "bucket");
        assert.deepEqual(unused(session), []);
    });

    it("about drift are ignored by the pack", () => {
        const drift = waiver({ rule: "drift/tags.Owner", expires: "2029-01-01" });
        const session = sessionWith({ waivers: [drift, { ...drift, expires: "2031-01-01" }] });
        assert.deepEqual([session.expired("prod"), unused(session)], [[], []]);
    });
});

describe("deferred checks", () => {
    it("are counted once per property, resource and rule", () => {
        const session = sessionWith();
        for (const path of ["policy", "policy", "name"]) session.defer("s3-logs", urn("prod"), path);
        session.defer("s3-logs", urn("prod", "other"), "policy");
        session.defer("s3-tls-only", urn("prod"), "policy");
        assert.equal(session.deferred().length, 4);
        assert.deepEqual(session.deferred()[0], { rule: "s3-logs", urn: urn("prod"), path: "policy" });
    });

    it("are counted apart from unknown values that count as set", () => {
        const session = sessionWith();
        for (const path of ["policy", "name"]) session.presume("s3-logs", urn("prod"), path);
        session.defer("s3-logs", urn("prod"), "policy");
        assert.deepEqual(session.presumed(), [{ rule: "s3-logs", urn: urn("prod"), path: "name" }]);
        assert.equal(session.deferred().length, 1);
    });

    it("of disabled rules are not counted", () => {
        const session = sessionWith({ rules: { "s3-logs": "disabled" } });
        session.defer("s3-logs", urn("prod"), "policy");
        session.presume("s3-logs", urn("prod"), "policy");
        assert.deepEqual([session.deferred(), session.presumed()], [[], []]);
    });
});

describe("settings of a rule", () => {
    const schema = {
        days: { default: 7 },
        on: { default: true },
        name: { default: "a" },
        names: { default: ["a"] },
        ports: { default: [80] },
        tags: { default: { a: "b" } },
        nothing: {},
    };
    const session = new Session("2030-01-01", []);
    session.configure(
        {
            rules: {
                one: {
                    enforcementLevel: "mandatory",
                    properties: { days: 30, on: false, names: [], ports: [1] },
                },
            },
            levels: {},
            environment: undefined,
            waivers: undefined,
        },
        [],
    );

    it("are the configured ones", () => {
        const settings = session.settings("one", schema);
        assert.deepEqual(
            [
                settings.number("days"),
                settings.boolean("on"),
                settings.strings("names"),
                settings.numbers("ports"),
            ],
            [30, false, [], [1]],
        );
    });

    it("are the defaults without configuration", () => {
        const settings = session.settings("other", schema);
        assert.deepEqual(
            [
                settings.number("days"),
                settings.boolean("on"),
                settings.string("name"),
                settings.texts("tags"),
            ],
            [7, true, "a", { a: "b" }],
        );
        assert.deepEqual([settings.strings("names"), settings.numbers("ports")], [["a"], [80]]);
    });

    it("with another type in the rule are a mistake of the rule", () => {
        const settings = session.settings("other", schema);
        for (const read of [
            () => settings.number("name"),
            () => settings.string("days"),
            () => settings.boolean("days"),
            () => settings.strings("ports"),
            () => settings.numbers("names"),
            () => settings.texts("days"),
            () => settings.number("nothing"),
            () => settings.number("unheard-of"),
        ])
            assert.throws(read, /has no default of the type that the rule reads/);
    });
});
