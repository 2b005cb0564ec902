/** The table of a stack rule's test: sets of resources that satisfy it, and sets that break it. */
import assert from "node:assert/strict";

import type { StackRule } from "../../../policy-pack/core/rule";
import { type Asked, ask, secret, type Sent, sessionOf, UNKNOWN, urnOf } from "./engine";
import { messages } from "./fixtures";
import { noteTable } from "./tables";

export interface StackFixtures {
    readonly satisfied: Readonly<Record<string, readonly Sent[]>>;
    /** Each with a part of the message, and the name of the reported resource. */
    readonly broken: Readonly<Record<string, readonly [readonly Sent[], RegExp, string?]>>;
    /** Cases with unknown values, with the result. */
    readonly unknown: Readonly<Record<string, readonly [readonly Sent[], "fails" | "deferred" | "passes"]>>;
    /** The reason if its messages contain values. @default they do not */
    readonly saysValues?: string;
    readonly asked?: Asked;
}

/** Tests a rule about whole stacks with a table. */
export function testStackRule(
    rule: StackRule,
    { satisfied, broken, unknown, saysValues, asked }: StackFixtures,
): void {
    noteTable(rule);
    const findings = async (resources: readonly Sent[]) => {
        const session = sessionOf({ environment: "prod", ...asked }, [rule]);
        return { found: await ask([rule], resources, {}, session), deferred: session.deferred() };
    };

    describe(rule.name, () => {
        it("is satisfied by an empty stack", async () => {
            assert.deepEqual((await findings([])).found, []);
        });

        for (const [title, resources] of Object.entries(satisfied)) {
            it(`is satisfied by ${title}`, async () => {
                const { found, deferred } = await findings(resources);
                assert.deepEqual([messages(found), deferred], [[], []]);
            });
        }

        for (const [title, [resources, part, name]] of Object.entries(broken)) {
            it(`is broken by ${title}`, async () => {
                const { found } = await findings(resources);
                assert.notDeepEqual(found, [], "the rule finds nothing");
                assert.match(messages(found).join("\n"), part);
                for (const { message, urn } of found) {
                    assert.ok(message.endsWith(rule.remediation), `no remediation in: ${message}`);
                    assert.ok(
                        resources.some((resource) => urnOf(resource) === urn),
                        `about ${urn}`,
                    );
                    if (name !== undefined) assert.ok(urn.endsWith(`::${name}`), `about ${urn}`);
                }
            });
        }

        it("has the same findings for secret values, and shows none", async () => {
            for (const [title, [resources, part]] of Object.entries(broken)) {
                const { found } = await findings(resources.map(hidden));
                assert.match(messages(found).join("\n"), part, title);
            }
            if (saysValues !== undefined) return;
            const marked = Object.values(broken).flatMap(([resources]) => resources.map(withMarks));
            for (const resource of marked) {
                const { found } = await findings([resource]);
                assert.ok(!messages(found).join().includes(SECRET), messages(found).join("\n"));
            }
        });

        it("accepts values of a wrong type without an exception", async () => {
            for (const [title, [resources]] of Object.entries(broken)) {
                for (const [at, path] of resources.flatMap((one) =>
                    Object.keys(one.props).map((key) => [one, key] as const),
                )) {
                    const props = { ...at.props, [path]: wrongFor(at.props[path]) };
                    const { found } = await findings(
                        resources.map((one) => (one === at ? { ...one, props } : one)),
                    );
                    assert.ok(!messages(found).join().includes("a mistake in the rule"), `${title}: ${path}`);
                }
            }
        });

        for (const [title, [resources, outcome]] of Object.entries(unknown)) {
            it(`${outcome} where ${title}`, async () => {
                const { found, deferred } = await findings(resources);
                const expected = {
                    fails: found.length > 0 && deferred.length === 0,
                    deferred: found.length === 0 && deferred.length > 0,
                    passes: found.length === 0 && deferred.length === 0,
                };
                assert.ok(expected[outcome], JSON.stringify({ found, deferred }));
            });
        }
    });
}

const SECRET = "a-secret-that-nobody-may-see";

/** With all requested values secret. Unknown values stay unknown: the engine sends nothing else about them. */
function hidden(resource: Sent): Sent {
    const props = Object.entries(resource.props).map(([key, value]) => {
        return [key, JSON.stringify(value)?.includes(UNKNOWN) ? value : secret(value)];
    });
    return { ...resource, props: Object.fromEntries(props) as Sent["props"] };
}

/** With a secret that can be recognised for each property. */
function withMarks(resource: Sent): Sent {
    const props = Object.keys(resource.props).map((key) => [key, secret(SECRET)]);
    return { ...resource, props: Object.fromEntries(props) as Sent["props"] };
}

function wrongFor(value: unknown): unknown {
    return typeof value === "number" || typeof value === "boolean" ? [[]] : 7;
}
