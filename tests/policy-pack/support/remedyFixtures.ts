/** The table of a remedy's test: what it makes of a resource, and which it leaves alone. */
import assert from "node:assert/strict";

import type { Remedy } from "../../../policy-pack/core/rule";
import { ask, mended, type Sent } from "./engine";
import { noteTable } from "./tables";

type Properties = Readonly<Record<string, unknown>>;

export interface RemedyFixtures {
    /** @default the remedy's first type */
    readonly type?: string;
    /** Properties before and after. */
    readonly mends: Readonly<Record<string, readonly [Properties, Properties]>>;
    readonly leavesAlone: Readonly<Record<string, Properties>>;
    readonly settings?: Properties;
}

/** Tests a remedy with a table. */
export function testRemedy(remedy: Remedy, fixtures: RemedyFixtures): void {
    noteTable(remedy);
    const { type = remedy.types[0] ?? "", settings = {} } = fixtures;
    const asked = { settings: { [remedy.name]: settings } };
    const mend = (resource: Sent) => mended(remedy, resource, asked);

    describe(remedy.name, () => {
        for (const [title, [before, after]] of Object.entries(fixtures.mends)) {
            it(`mends ${title}, and then leaves it alone`, async () => {
                assert.deepEqual(await mend({ type, props: before }), after);
                assert.equal(await mend({ type, props: after }), undefined);
            });
        }

        for (const [title, props] of Object.entries(fixtures.leavesAlone)) {
            it(`leaves alone ${title}`, async () => {
                assert.equal(await mend({ type, props }), undefined);
            });
        }

        it("leaves other types alone", async () => {
            for (const [props] of Object.values(fixtures.mends))
                assert.equal(await mend({ type: "aws:other/other:Other", props }), undefined);
        });

        it("finds nothing: it is no rule", async () => {
            for (const [props] of Object.values(fixtures.mends))
                assert.deepEqual(await ask([remedy], [{ type, props }], asked), []);
        });
    });
}
