/** How long a deployment of each service has to wait, whatever the application does: from the resources. */
import assert from "node:assert/strict";

import { recordStack, STACKS } from "../support/program";
import type { Graph } from "../support/graph";

interface Container {
    readonly essential: boolean;
    readonly stopTimeout: number;
    readonly healthCheck?: { readonly interval: number };
}

/** AWS's wait for tasks that nothing checks: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
const UNCHECKED_SECONDS = 40;

/** Seconds until a new task counts, until an old one gets no more requests, and until it has stopped. */
function waits(graph: Graph, name: string): { health: number; drain: number; stop: number } {
    const text = String(graph.inputs("ecs.TaskDefinition", name)["containerDefinitions"]);
    const containers = JSON.parse(text) as Container[];
    const stop = Math.max(...containers.map(({ stopTimeout }) => stopTimeout));
    const group = graph.all("lb.TargetGroup").find((one) => one.name === `${name}-a`);
    if (group) {
        const { interval, healthyThreshold } = group.inputs["healthCheck"] as Record<string, number>;
        const drain = Number(group.inputs["deregistrationDelay"]);
        return { health: interval! * healthyThreshold!, drain, stop };
    }
    const check = containers.find(({ essential }) => essential)?.healthCheck;
    return { health: check?.interval ?? UNCHECKED_SECONDS, drain: 0, stop };
}

describe("a deployment", () => {
    for (const stack of STACKS) {
        it(`waits at most 30 seconds by itself, for each service of ${stack}`, async () => {
            const { graph } = await recordStack(stack);
            const names = graph.names("ecs.Service");
            assert.ok(names.length > 1);
            for (const name of names) {
                const { health, drain, stop } = waits(graph, name);
                const sum = health + drain + stop;
                const said = `${name}: ${health} s of checks, ${drain} s of requests, ${stop} s to stop`;
                assert.ok(health > 0 && stop > 0 && sum <= 30, said);
            }
        });
    }
});
