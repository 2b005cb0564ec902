/** The table of a remediation's test: changed resources with the result, and unchanged ones. */
import assert from "node:assert/strict";

import type { RemediationRule } from "../../../policy-pack/core/rule";
import { ask, remediated, type Sent } from "./engine";
import { noteTable } from "./tables";

type Properties = Readonly<Record<string, unknown>>;

export interface RemediationFixtures {
    /** @default the remediation's first type */
    readonly type?: string;
    /** Properties before and after. */
    readonly remediates: Readonly<Record<string, readonly [Properties, Properties]>>;
    readonly leavesAlone: Readonly<Record<string, Properties>>;
    readonly settings?: Properties;
}

/** Tests a remediation with a table. */
export function testRemediation(remediation: RemediationRule, fixtures: RemediationFixtures): void {
    noteTable(remediation);
    const { type = remediation.types[0] ?? "", settings = {} } = fixtures;
    const asked = { settings: { [remediation.name]: settings } };
    const remediate = (resource: Sent) => remediated(remediation, resource, asked);

    describe(remediation.name, () => {
        for (const [title, [before, after]] of Object.entries(fixtures.remediates)) {
            it(`remediates ${title}, and then leaves it unchanged`, async () => {
                assert.deepEqual(await remediate({ type, props: before }), after);
                assert.equal(await remediate({ type, props: after }), undefined);
            });
        }

        for (const [title, props] of Object.entries(fixtures.leavesAlone)) {
            it(`leaves unchanged: ${title}`, async () => {
                assert.equal(await remediate({ type, props }), undefined);
            });
        }

        it("ignores other types", async () => {
            for (const [props] of Object.values(fixtures.remediates))
                assert.equal(await remediate({ type: "aws:other/other:Other", props }), undefined);
        });

        it("has no findings: it is no rule", async () => {
            for (const [props] of Object.values(fixtures.remediates))
                assert.deepEqual(await ask([remediation], [{ type, props }], asked), []);
        });
    });
}
