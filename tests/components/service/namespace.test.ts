import assert from "node:assert/strict";

import { Namespace } from "../../../components/service/namespace";
import { vpc } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

describe("Namespace", () => {
    const recording = recordOnce(() => new Namespace("services", { vpc }));

    it("is a private zone of the VPC, named after the stack", () => {
        assert.deepEqual(recording().graph.counts(), {
            Namespace: 1,
            "servicediscovery.PrivateDnsNamespace": 1,
        });
        assert.deepEqual(recording().graph.inputs("servicediscovery.PrivateDnsNamespace"), {
            name: "unit.internal",
            description: "Private services of unit",
            vpc: "vpc-given",
        });
    });

    it("takes another domain", async () => {
        const { graph } = await record(() => new Namespace("services", { vpc, domain: "shop.internal" }));
        assert.equal(graph.inputs("servicediscovery.PrivateDnsNamespace")["name"], "shop.internal");
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Namespace", ["namespaceId", "domain"]);
    });
});
