/** If deployments must set a boundary on every role, the program sets it on every role. */
import assert from "node:assert/strict";

import { DELIVERY_PATH } from "../../components/pipeline/deliveryRoles";
import type { Graph } from "../support/graph";
import { run, stackFileConfig } from "../support/program";

const BOUNDARY = "arn:aws:iam::123456789012:policy/workloads";

describe("a stack whose roles have a boundary", () => {
    let graph: Graph;

    before(async () => {
        const config = stackFileConfig("local");
        const security = config["plumbline:security"] as Record<string, unknown> | undefined;
        ({ graph } = await run("local", {
            ...config,
            "plumbline:security": { ...security, roleBoundaryArn: BOUNDARY },
        }));
    });

    it("sets it on every role except delivery roles", () => {
        const roles = graph.all("iam.Role");
        const delivery = roles.filter(({ inputs }) => inputs["path"] === DELIVERY_PATH);
        assert.deepEqual(
            delivery.map(({ name }) => name),
            ["delivery-deploy", "delivery-drift", "delivery-preview", "shop-deploy"],
        );
        assert.ok(roles.length > 15, `${roles.length} roles`);
        const other = roles.filter(({ inputs }) => inputs["permissionsBoundary"] !== BOUNDARY);
        assert.deepEqual(other, delivery);
    });

    it("lets no deployment create a role without it", () => {
        for (const name of ["delivery-deploy", "shop-deploy"]) {
            const denied = graph
                .statements("iam.RolePolicy", name)
                .filter(({ Effect, Action }) => Effect === "Deny" && Action.includes("iam:CreateRole"));
            assert.ok(
                denied.some(({ Condition }) => JSON.stringify(Condition ?? {}).includes(BOUNDARY)),
                name,
            );
        }
    });
});
