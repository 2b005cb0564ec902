/** The waiting time of a deployment of each service, without the application's own: from the resources. */
import assert from "node:assert/strict";

import { type Declared, deploymentWait } from "../../../operations/bench/waits";
import type { Recorded } from "../../support/graph";
import { recordStack, STACKS } from "../../support/program";

function declared({ urn, name, inputs }: Recorded): Declared {
    return { type: urn.split("::")[2]?.split("$").at(-1) ?? "", name, inputs };
}

describe("a deployment", () => {
    for (const stack of STACKS) {
        it(`waits at most 30 seconds by default, for each service of ${stack}`, async () => {
            const { graph } = await recordStack(stack);
            const names = graph.names("ecs.Service");
            assert.ok(names.length > 1);
            for (const name of names) {
                const { health, drain, stop, total } = deploymentWait(graph.resources.map(declared), name);
                const said = `${name}: ${health} s of checks, ${drain} s of requests, ${stop} s to stop`;
                assert.ok(health > 0 && stop > 0 && total <= 30, said);
            }
        });
    }
});
