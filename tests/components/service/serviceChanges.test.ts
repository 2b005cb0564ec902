/** A change of a service changes only the necessary resources. */
import assert from "node:assert/strict";

import { Cluster } from "../../../components/service/cluster";
import { ContainerService, type ContainerServiceArgs } from "../../../components/service/containerService";
import { LoadBalancer } from "../../../components/loadBalancer/loadBalancer";
import { base, KEY, logs, vpc, zone } from "../../support/fixtures";
import { record } from "../../support/recorder";

type Service = Partial<ContainerServiceArgs> & { readonly priority?: number };

/** A stack of services, each public, as resources by URN. */
async function stackOf(services: Readonly<Record<string, Service>>): Promise<Map<string, string>> {
    const { graph } = await record(() => {
        const cluster = new Cluster("services", { keyArn: KEY, logs });
        const loadBalancer = new LoadBalancer("public", { vpc, zone, logBucket: "logs" });
        return Object.entries(services).map(
            ([name, { priority = 1000, ...more }]) =>
                new ContainerService(name, {
                    ...base,
                    cluster,
                    vpc,
                    logs,
                    image: "nginx:1.29.1",
                    alarmTopicArn: "arn:topic",
                    exposure: { loadBalancer, priority, zone, host: `${name}.shop.example.com` },
                    ...more,
                }),
        );
    });
    // Changes that a component or provider ignores have no effect.
    const entries = graph.resources.map(({ urn, inputs, ignoreChanges, protect }) => {
        const kept = Object.entries(inputs).filter(([key]) => !ignoreChanges.includes(key));
        return [urn, JSON.stringify([Object.fromEntries(kept), protect])] as const;
    });
    return new Map(entries);
}

interface Difference {
    readonly added: string[];
    readonly removed: string[];
    readonly changed: string[];
}

/** Short names of the resources that differ. */
function difference(before: Map<string, string>, after: Map<string, string>): Difference {
    const short = (urn: string): string => {
        const [type = "", name = ""] = urn.split("::").slice(-2);
        return `${type.split(":").at(-1)} ${name}`;
    };
    const missing = (from: Map<string, string>, other: Map<string, string>): string[] =>
        [...from.keys()]
            .filter((urn) => !other.has(urn))
            .map(short)
            .sort();
    const changed = [...after.keys()].filter((urn) => before.has(urn) && before.get(urn) !== after.get(urn));
    return {
        added: missing(after, before),
        removed: missing(before, after),
        changed: changed.map(short).sort(),
    };
}

const NONE = { added: [], removed: [], changed: [] };

describe("a change of services", () => {
    it("is none if nothing has changed", async () => {
        assert.deepEqual(difference(await stackOf({ web: {} }), await stackOf({ web: {} })), NONE);
    });

    it("that adds one changes no other, nor cluster or load balancer", async () => {
        const before = await stackOf({ web: {} });
        const after = await stackOf({ web: {}, api: { priority: 2000 } });
        const { added, ...rest } = difference(before, after);
        assert.deepEqual(rest, { removed: [], changed: [] });
        assert.ok(added.length > 20);
        assert.deepEqual(
            added.filter((resource) => !/ (public-)?api(-|\.|$)/.test(resource)),
            [],
        );
    });

    it("that removes one changes no other", async () => {
        const before = await stackOf({ web: {}, api: { priority: 2000 } });
        const { removed, ...rest } = difference(before, await stackOf({ web: {} }));
        assert.deepEqual(rest, { added: [], changed: [] });
        assert.deepEqual(
            removed.filter((resource) => !/ (public-)?api(-|\.|$)/.test(resource)),
            [],
        );
    });

    it("to another image changes the task definition, and with it the service", async () => {
        const after = await stackOf({ web: { image: "nginx:1.29.2" } });
        assert.deepEqual(difference(await stackOf({ web: {} }), after), {
            ...NONE,
            changed: ["TaskDefinition web"],
        });
    });

    const strategies = ["recreate", "rolling", "blueGreen", "canary", "linear"] as const;
    for (const [index, strategy] of strategies.entries()) {
        const from = strategies.at(index - 1)!;
        it(`from ${from} to ${strategy} changes the service alone, in place`, async () => {
            const before = await stackOf({ web: { deployment: { strategy: from } } });
            const after = await stackOf({ web: { deployment: { strategy } } });
            assert.deepEqual(difference(before, after), { ...NONE, changed: ["Service web"] });
        });
    }

    it("to another port keeps the target groups, which the listener rule requires", async () => {
        const after = await stackOf({ web: { port: 3000 } });
        assert.deepEqual(difference(await stackOf({ web: {} }), after), {
            ...NONE,
            changed: [
                "SecurityGroupEgressRule web-public-out",
                "SecurityGroupIngressRule web-public-in",
                "Service web",
                "TaskDefinition web",
            ],
        });
    });

    it("of its limits changes the scaling, and never the number of tasks", async () => {
        const before = await stackOf({ web: { minTasks: 2, maxTasks: 4 } });
        const after = await stackOf({ web: { minTasks: 3, maxTasks: 9 } });
        assert.deepEqual(difference(before, after), {
            ...NONE,
            changed: ["MetricAlarm web-tasks", "Target web"],
        });
    });
});
