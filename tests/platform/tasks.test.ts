/** What waits for the tasks that run before a deployment: everything that runs code, and nothing that holds data. */
import assert from "node:assert/strict";

import type { Graph } from "../support/graph";
import { recordStack, run, stackFileConfig } from "../support/program";

const WAITING = ["ServerlessFunction", "ContainerService", "ApplicationServer", "StaticSite", "Task"];
/** Of the platform: the task and its runner, and a function whose code a stack file has no word in. */
const OWN = ["migrate", "migrate-runner", "invoices-signing"];

describe("a task before the deployment of the sample", () => {
    let graph: Graph;

    before(async () => {
        ({ graph } = await recordStack("local"));
    });

    const waits = (dependsOn: readonly string[]): boolean =>
        dependsOn.some((urn) => urn.includes("aws:lambda/invocation:Invocation::migrate"));

    it("is awaited by every function, service, server, site and other task", () => {
        const all = WAITING.flatMap((kind) => graph.all(kind)).filter(({ name }) => !OWN.includes(name));
        assert.ok(all.length > 5, all.map(({ name }) => name).join());
        assert.deepEqual(
            all.filter(({ dependsOn }) => !waits(dependsOn)).map(({ kind, name }) => `${kind} ${name}`),
            [],
        );
    });

    it("is awaited by nothing else", () => {
        const others = graph.resources.filter(
            ({ kind, custom, dependsOn }) => !custom && !WAITING.includes(kind) && waits(dependsOn),
        );
        assert.deepEqual(others, []);
    });

    it("is no part of a stack without one", async () => {
        const { graph: dev } = await recordStack("dev");
        assert.deepEqual(dev.all("Task"), []);
        assert.deepEqual(dev.all("lambda.Invocation"), []);
    });
});

describe("a task before the deployment that uses a database", () => {
    it("waits for its instances, whose address is known before they answer", async () => {
        const config = stackFileConfig("local");
        const key = "plumbline:tasks";
        const { migrate } = config[key] as Readonly<Record<string, object>>;
        const uses = ["database/app", "cache/sessions"];
        const { graph } = await run("local", { ...config, [key]: { migrate: { ...migrate, uses } } });
        const { dependsOn } = graph.one("lambda.Invocation", "migrate");
        for (const part of ["ClusterInstance::app-writer", "ReplicationGroup::sessions"]) {
            assert.ok(
                dependsOn.some((urn) => urn.endsWith(part)),
                dependsOn.join("\n"),
            );
        }
    });
});
