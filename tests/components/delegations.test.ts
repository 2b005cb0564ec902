import assert from "node:assert/strict";

import { type Delegation, minorsOf, minorsOfMajor } from "../../model/delegation";
import { recordStack, STACKS } from "../support/program";
import type { Graph, Recorded } from "../support/graph";

/** Ignored changes that no delegation allows: they are drift, although `up` would not revert them. */
const notDelegated: readonly { readonly kind: string; readonly path: string; readonly reason: string }[] = [
    ...["rds.Proxy", "rds.ProxyEndpoint"].map((kind) => ({
        kind,
        path: "vpcSubnetIds",
        reason: "nobody can move a proxy; a zone that the network gets later must not replace it",
    })),
    ...["rds.ParameterGroup", "rds.ClusterParameterGroup", "elasticache.ParameterGroup"].map((kind) => ({
        kind,
        path: "family",
        reason: "no group can change its family; another version must not replace it unless it is an upgrade",
    })),
    ...["rds.Cluster", "rds.Instance"].flatMap((kind) =>
        [
            "snapshotIdentifier",
            "restoreToPointInTime",
            "masterUsername",
            "username",
            "databaseName",
            "dbName",
        ].map((path) => ({
            kind,
            path,
            reason: "where the data came from counts once; a later value must not replace the server",
        })),
    ),
    ...["kmsKeyId", "storageEncrypted"].map((path) => ({
        kind: "rds.Instance",
        path,
        reason: "an instance keeps the key of the snapshot that it was made from; the stack's key must not replace it",
    })),
    ...["ecr.Repository", "cloudwatch.LogGroup"].map((kind) => ({
        kind,
        path: "name",
        reason: "nothing can change its name; one from before names had the project in them must not be replaced",
    })),
];

describe("delegations", () => {
    for (const stack of STACKS) {
        it(`of ${stack} cover every property whose changes the program ignores`, async () => {
            const { graph } = await recordStack(stack);
            const ignoring = graph.resources.filter(({ ignoreChanges }) => ignoreChanges.length > 0);
            assert.ok(ignoring.length >= 3, "the stack ignores some changes");
            for (const resource of ignoring) {
                for (const path of resource.ignoreChanges) {
                    const isKnown = notDelegated.some(
                        (each) => each.kind === resource.kind && each.path === path,
                    );
                    const covering = delegationsFor(graph, resource).filter((each) =>
                        each.path.replaceAll("[*]", "").startsWith(path.replaceAll(/\[\d+\]/g, "")),
                    );
                    assert.ok(
                        isKnown || covering.length > 0,
                        `${resource.urn} ignores changes of ${path}, and no component says who may make them`,
                    );
                }
            }
        });

        it(`of ${stack} name existing resources`, async () => {
            const { graph } = await recordStack(stack);
            for (const { name, outputs } of graph.resources) {
                for (const delegation of (outputs?.["delegations"] ?? []) as Delegation[]) {
                    const found = graph.resources.filter(
                        (each) => each.name === delegation.name && each.urn.includes(`$${delegation.type}::`),
                    );
                    assert.equal(found.length, 1, `${name}: ${delegation.type} ${delegation.name}`);
                    assert.ok(delegation.by.length > 0);
                }
            }
        });
    }

    it("of versions end where the next version begins", () => {
        assert.deepEqual(minorsOf("16"), { atLeast: "16", below: "17" });
        assert.deepEqual(minorsOf("8.0"), { atLeast: "8.0", below: "8.1" });
        assert.deepEqual(minorsOfMajor("8.1"), { atLeast: "8.1", below: "9" });
    });

    it("of tasks range from the lowest minimum of all schedules to the highest maximum", async () => {
        const { graph } = await recordStack("local");
        const [tasks] = (graph.one("ContainerService", "admin").outputs?.["delegations"] ??
            []) as Delegation[];
        assert.equal(tasks?.path, "desiredCount");
        assert.deepEqual(tasks?.band, { min: 1, max: 4 });
    });
});

/** The delegations of a resource in the components' outputs. */
function delegationsFor(graph: Graph, { urn, name }: Recorded): Delegation[] {
    return graph.resources
        .flatMap(({ outputs }) => (outputs?.["delegations"] ?? []) as Delegation[])
        .filter((each) => each.name === name && urn.includes(`$${each.type}::`));
}
