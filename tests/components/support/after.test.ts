import assert from "node:assert/strict";

import { Role, RolePolicy } from "@pulumi/aws/iam";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../../../components/support/after";
import { record } from "../../support/recorder";

const program = (): void => {
    const role = new Role("role", { assumeRolePolicy: "{}" });
    const policies = ["a", "b"].map((name) => new RolePolicy(name, { role: role.name, policy: "{}" }));
    new LogGroup("group", { name: after(pulumi.output("known"), policies) });
};

for (const preview of [false, true]) {
    describe(`a value after resources, in ${preview ? "a preview" : "a deployment"}`, () => {
        it("is unchanged, and dependents come after the resources", async () => {
            const { graph } = await record(program, { preview });
            assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), { name: "known" });
            assert.deepEqual(
                graph.one("cloudwatch.LogGroup").dependsOn,
                graph.all("iam.RolePolicy").map(({ urn }) => urn),
            );
        });
    });
}

describe("a value after nothing", () => {
    it("is available at once", async () => {
        const { graph } = await record(
            () => new LogGroup("group", { name: after(pulumi.output("known"), []) }),
        );
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), { name: "known" });
        assert.deepEqual(graph.one("cloudwatch.LogGroup").dependsOn, []);
    });
});
