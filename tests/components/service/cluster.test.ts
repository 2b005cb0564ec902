import assert from "node:assert/strict";

import { Cluster } from "../../../components/service/cluster";
import { KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

describe("Cluster", () => {
    const recording = recordOnce(() => new Cluster("main", { keyArn: KEY, logs }));

    it("has Fargate and Fargate Spot, Container Insights, and encrypted sessions", () => {
        const { graph } = recording();
        assert.deepEqual(graph.counts(), {
            Cluster: 1,
            "cloudwatch.LogGroup": 1,
            "ecs.Cluster": 1,
            "ecs.ClusterCapacityProviders": 1,
            "iam.Role": 1,
            "iam.RolePolicyAttachment": 1,
        });
        assert.deepEqual(graph.inputs("ecs.Cluster"), {
            settings: [{ name: "containerInsights", value: "enabled" }],
            configuration: { executeCommandConfiguration: { kmsKeyId: KEY, logging: "DEFAULT" } },
        });
        assert.deepEqual(graph.inputs("ecs.ClusterCapacityProviders"), {
            clusterName: "main-0a1b2c3",
            capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        });
    });

    it("makes the log group of Container Insights itself, before anything can run", async () => {
        const { graph } = recording();
        const group = graph.one("cloudwatch.LogGroup");
        assert.deepEqual(group.inputs, {
            name: "/aws/ecs/containerinsights/main-0a1b2c3/performance",
            retentionInDays: logs.retentionDays,
            kmsKeyId: KEY,
        });
        assert.ok(graph.one("ecs.ClusterCapacityProviders").dependsOn.includes(group.urn));
        const without = await record(
            () => new Cluster("main", { keyArn: KEY, logs, containerInsights: "disabled" }),
        );
        assert.deepEqual(without.graph.names("cloudwatch.LogGroup"), []);
    });

    it("lets ECS move requests between target groups only", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("iam.RolePolicyAttachment", "main-infrastructure"), {
            role: "main-infrastructure-0a1b2c3",
            policyArn: "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers",
        });
        assert.deepEqual(graph.statements("iam.Role", "main-infrastructure", "assumeRolePolicy"), [
            { Effect: "Allow", Action: ["sts:AssumeRole"], Principal: { Service: ["ecs.amazonaws.com"] } },
        ]);
    });

    for (const containerInsights of ["disabled", "enhanced"] as const) {
        it(`has Container Insights ${containerInsights}`, async () => {
            const { graph } = await record(
                () => new Cluster("main", { keyArn: KEY, logs, containerInsights }),
            );
            assert.deepEqual(graph.inputs("ecs.Cluster")["settings"], [
                { name: "containerInsights", value: containerInsights },
            ]);
        });
    }

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Cluster", [
            "clusterArn",
            "clusterName",
            "infrastructureRoleArn",
        ]);
    });
});
