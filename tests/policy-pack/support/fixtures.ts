/** The table of a rule's test: accepted values, refused values, and results for absent and unknown values. */
import assert from "node:assert/strict";

import type { ResourceRule } from "../../../policy-pack/core/rule";
import { type Asked, ask, type Finding, secret, type Sent, sessionOf, UNKNOWN } from "./engine";
import { pathsRead } from "./reads";
import { noteTable } from "./tables";

/** Property path → value; `undefined` takes the property away. */
export type Patch = Readonly<Record<string, unknown>>;

export interface Fixtures {
    /** Properties that satisfy the rule. */
    readonly compliant: Readonly<Record<string, unknown>>;
    /** @default the rule's first type */
    readonly type?: string;
    /** Changes after which they still do. */
    readonly also?: readonly Patch[];
    /** Changes that break it, each with a part of the message. */
    readonly violating: readonly (readonly [Patch, RegExp])[];
    /** The result for each property that the rule reads when its value is unknown. */
    readonly unknown: Readonly<Record<string, "fails" | "deferred" | "passes">>;
    /** And when it is absent, or null. */
    readonly absent: Readonly<Record<string, "fails" | "passes">>;
    /** A value of a wrong type for a property that the rule reads: always a violation, never a crash. */
    readonly wrongType: Patch;
    readonly protect?: boolean;
    readonly provider?: Sent["provider"];
    readonly asked?: Asked;
}

const SECRET = "a-secret-that-nobody-may-see";

/** Tests a rule about single resources with a table. */
export function testRule(rule: ResourceRule, fixtures: Fixtures): void {
    noteTable(rule);
    const { type = rule.types[0] ?? "", compliant, protect = false, provider } = fixtures;
    const sentWith = (patch: Patch): Sent => ({
        type,
        protect,
        props: patched(compliant, patch),
        ...(provider && { provider }),
    });
    const findingsIn = async (sent: Sent) => {
        const session = sessionOf({ environment: "prod", ...fixtures.asked }, [rule]);
        return { found: await ask([rule], [sent], {}, session), deferred: session.deferred() };
    };
    const findings = (patch: Patch) => findingsIn(sentWith(patch));
    const assertSilent = async (patch: Patch) => {
        const { found, deferred } = await findings(patch);
        assert.deepEqual([messages(found), deferred], [[], []]);
    };
    const assertFinds = async (patch: Patch, part: RegExp) => {
        const { found } = await findings(patch);
        assert.notDeepEqual(found, [], "the rule finds nothing");
        assert.match(messages(found).join("\n"), part);
        for (const { message } of found)
            assert.ok(message.endsWith(rule.remediation), `no remediation in: ${message}`);
    };

    describe(rule.name, () => {
        it("is satisfied by the baseline", async () => {
            for (const patch of [{}, ...(fixtures.also ?? [])]) await assertSilent(patch);
        });

        for (const [patch, part] of fixtures.violating) {
            it(`is broken by ${JSON.stringify(patch) ?? ""}`, () => assertFinds(patch, part));
        }

        it("has the same findings for secret values, and shows none", async () => {
            for (const [patch, part] of fixtures.violating) {
                const hidden = Object.entries(patch).filter(([, value]) => value !== undefined);
                if (hidden.length > 0) {
                    await assertFinds(
                        { ...patch, ...Object.fromEntries(hidden.map(([k, v]) => [k, secret(v)])) },
                        part,
                    );
                }
            }
            for (const path of Object.keys(fixtures.unknown)) {
                const { found } = await findings({ [path]: secret(SECRET) });
                assert.ok(!messages(found).join().includes(SECRET), `the message shows what ${path} is`);
            }
        });

        for (const [path, outcome] of Object.entries(fixtures.unknown)) {
            it(`${outcome} where ${path} is unknown`, async () => {
                const { found, deferred } = await findings({ [path]: UNKNOWN });
                const expected = {
                    fails: found.length > 0 && deferred.length === 0,
                    deferred: found.length === 0 && deferred.length > 0,
                    passes: found.length === 0 && deferred.length === 0,
                };
                assert.ok(expected[outcome], JSON.stringify({ found, deferred }));
            });
        }

        it("ignores no other unknown value silently", async () => {
            const settings = fixtures.asked?.settings?.[rule.name];
            const patches = [{}, ...(fixtures.also ?? []), ...fixtures.violating.map(([patch]) => patch)];
            const silent = new Set<string>();
            for (const sent of patches.map(sentWith)) {
                for (const path of pathsRead(rule, sent, settings)) {
                    const props = patched(sent.props, { [path]: UNKNOWN });
                    const { found, deferred } = await findingsIn({ ...sent, props });
                    if (found.length + deferred.length === 0) silent.add(path);
                }
            }
            for (const [path, outcome] of Object.entries(fixtures.unknown)) {
                if (outcome === "passes") silent.delete(path);
            }
            assert.deepEqual([...silent], []);
        });

        for (const [path, outcome] of Object.entries(fixtures.absent)) {
            it(`${outcome} where ${path} is absent or null`, async () => {
                for (const nothing of [undefined, null]) {
                    const { found } = await findings({ [path]: nothing });
                    assert.equal(found.length > 0, outcome === "fails", messages(found).join("\n"));
                }
            });
        }

        for (const [path, value] of Object.entries(fixtures.wrongType)) {
            it(`reports ${path} of a wrong type`, async () => {
                await assertFinds({ [path]: value }, /./);
            });
        }

        it("ignores other types", async () => {
            if (rule.types.includes("*")) return;
            const other: Sent = { type: "aws:other/other:Other", props: {} };
            assert.deepEqual(await ask([rule], [other]), []);
        });
    });
}

/** Properties with a change at dotted paths; lists take numbers. */
export function patched(
    props: Readonly<Record<string, unknown>>,
    patch: Patch,
): Readonly<Record<string, unknown>> {
    const copy = structuredClone(props) as Record<string, unknown>;
    for (const [path, value] of Object.entries(patch)) {
        const keys = path.split(".");
        const last = keys.pop() ?? "";
        let holder: Record<string, unknown> = copy;
        for (const key of keys) {
            holder[key] ??= {};
            holder = holder[key] as Record<string, unknown>;
        }
        if (value === undefined) Reflect.deleteProperty(holder, last);
        else holder[last] = value;
    }
    return copy;
}

export function messages(findings: readonly Finding[]): string[] {
    return findings.map(({ message }) => message);
}
