/** The stacks of this project against the limits of their own resources, which emulated ups and rehearsals check. */
import assert from "node:assert/strict";

import { addressesOf } from "../../../operations/limits/addresses";
import { needsOf } from "../../../operations/limits/needs";
import { type Quota, quotas } from "../../../operations/limits/quotas";
import { costResources } from "../../cost/recorded";
import { recordStack, stackFileConfig, STACKS } from "../../support/program";

for (const stack of STACKS) {
    it(`stack ${stack} fits into the limits of its own resources`, async () => {
        const { graph } = await recordStack(stack);
        const resources = costResources(graph.resources);
        const needs = needsOf(resources, String(stackFileConfig(stack)["plumbline:region"]));
        const own = needs.filter(({ quota }) => (quotas[quota] as Quota).ofStack);
        const names = own.map(({ quota }) => quota);
        for (const name of ["groupRules", "balancerRules", "targetGroups", "functionInterfaces"] as const) {
            assert.ok(names.includes(name), name);
        }
        for (const { quota, amount } of own) assert.ok(amount <= quotas[quota].byDefault * 0.8, quota);
        const subnets = addressesOf(resources);
        assert.ok(subnets.length > 5);
        for (const { name, needed, usable } of subnets) assert.ok(needed <= usable * 0.8, name);
    });
}
