/** The table of a stack rule's test: sets of resources that satisfy it, and sets that break it. */
import assert from "node:assert/strict";

import type { StackRule } from "../../../policy-pack/core/rule";
import { type Asked, ask, type Sent, sessionOf, urnOf } from "./engine";
import { messages } from "./fixtures";
import { noteTable } from "./tables";

export interface StackFixtures {
    readonly satisfied: Readonly<Record<string, readonly Sent[]>>;
    /** Each with a part of the message, and what the finding is about: a name. */
    readonly broken: Readonly<Record<string, readonly [readonly Sent[], RegExp, string?]>>;
    /** With unknown values, and what becomes of them. */
    readonly unknown: Readonly<Record<string, readonly [readonly Sent[], "fails" | "postponed" | "passes"]>>;
    readonly asked?: Asked;
}

/** Tests a rule about whole stacks with a table. */
export function testStackRule(rule: StackRule, { satisfied, broken, unknown, asked }: StackFixtures): void {
    noteTable(rule);
    const findings = async (resources: readonly Sent[]) => {
        const session = sessionOf({ environment: "prod", ...asked });
        return { found: await ask([rule], resources, {}, session), postponed: session.postponed() };
    };

    describe(rule.name, () => {
        it("is satisfied by an empty stack", async () => {
            assert.deepEqual((await findings([])).found, []);
        });

        for (const [title, resources] of Object.entries(satisfied)) {
            it(`is satisfied by ${title}`, async () => {
                const { found, postponed } = await findings(resources);
                assert.deepEqual([messages(found), postponed], [[], []]);
            });
        }

        for (const [title, [resources, part, name]] of Object.entries(broken)) {
            it(`is broken by ${title}`, async () => {
                const { found } = await findings(resources);
                assert.notDeepEqual(found, [], "the rule finds nothing");
                assert.match(messages(found).join("\n"), part);
                for (const { message, urn } of found) {
                    assert.ok(message.endsWith(rule.mend), `no mend in: ${message}`);
                    assert.ok(
                        resources.some((resource) => urnOf(resource) === urn),
                        `about ${urn}`,
                    );
                    if (name !== undefined) assert.ok(urn.endsWith(`::${name}`), `about ${urn}`);
                }
            });
        }

        for (const [title, [resources, outcome]] of Object.entries(unknown)) {
            it(`${outcome} where ${title}`, async () => {
                const { found, postponed } = await findings(resources);
                const expected = {
                    fails: found.length > 0 && postponed.length === 0,
                    postponed: found.length === 0 && postponed.length > 0,
                    passes: found.length === 0 && postponed.length === 0,
                };
                assert.ok(expected[outcome], JSON.stringify({ found, postponed }));
            });
        }
    });
}
