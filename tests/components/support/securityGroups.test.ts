import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import type { Endpoint } from "../../../components/support/link";
import { allowEgress, createSecurityGroup } from "../../../components/support/securityGroups";
import { record } from "../../support/recorder";

describe("rules of a workload's group", () => {
    const rulesFor = async (...endpoints: Endpoint[]): Promise<string[]> => {
        const { graph } = await record(() => {
            const group = createSecurityGroup("web", "Web", "vpc-1", {});
            const links = { environment: {}, secrets: {}, statements: [], endpoints, plainHttp: false };
            return allowEgress("web", group, links, {});
        });
        return [
            ...graph.names("vpc.SecurityGroupEgressRule"),
            ...graph.names("vpc.SecurityGroupIngressRule"),
        ];
    };
    const endpoint = (
        description: string,
        securityGroupId: pulumi.Input<string>,
        port: number,
    ): Endpoint => ({
        description,
        securityGroupId,
        port,
    });

    it("are one pair for servers that share a group and a port: AWS refuses the same rule twice", async () => {
        assert.deepEqual(
            await rulesFor(
                endpoint("database/orders", "sg-1", 5432),
                endpoint("database/stock", "sg-1", 5432),
            ),
            ["web-database-orders-out", "web-https-out", "web-database-orders-in"],
        );
    });

    it("are a pair for each other group or port, and for each group that the program makes", async () => {
        const made = pulumi.output("sg-2");
        const all = await rulesFor(
            endpoint("a", "sg-1", 5432),
            endpoint("b", "sg-1", 6379),
            endpoint("c", "sg-3", 5432),
            endpoint("d", made, 5432),
            endpoint("e", made, 5433),
        );
        assert.equal(all.filter((name) => name.endsWith("-in")).length, 5);
    });
});
