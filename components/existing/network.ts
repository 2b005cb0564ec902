import * as ec2 from "@pulumi/aws/ec2";

import type { FoundVpc } from "../network";
import { AllUnusable, ask, Unusable } from "./lookUp";
import type { Place } from "./place";

/** A VPC that exists. */
export interface GivenNetwork {
    readonly vpcId: string;
    readonly privateSubnetIds: readonly string[];
    /** @default none */
    readonly publicSubnetIds?: readonly string[] | undefined;
    /** @default the private ones */
    readonly isolatedSubnetIds?: readonly string[] | undefined;
}

const TIERS = ["privateSubnetIds", "publicSubnetIds", "isolatedSubnetIds"] as const;

/**
 * Looks up a VPC and its subnets.
 *
 * @throws AllUnusable with everything that is wrong
 */
export async function findNetwork(given: GivenNetwork, place: Place): Promise<FoundVpc> {
    const { vpcId } = given;
    await ask(vpcId, ec2.getVpc({ id: vpcId }, place.options), place, "vpcId");
    const wrong = await Promise.all(TIERS.map((tier) => problemsOf(tier, given[tier] ?? [], vpcId, place)));
    const reasons = wrong.flat();
    if (reasons.length > 0) throw new AllUnusable(reasons);
    return {
        vpcId,
        privateSubnetIds: given.privateSubnetIds,
        publicSubnetIds: given.publicSubnetIds ?? [],
        isolatedSubnetIds: given.isolatedSubnetIds ?? given.privateSubnetIds,
    };
}

async function problemsOf(
    tier: string,
    ids: readonly string[],
    vpcId: string,
    place: Place,
): Promise<Unusable[]> {
    const found = await Promise.allSettled(
        ids.map((id, index) => ask(id, ec2.getSubnet({ id }, place.options), place, `${tier}[${index}]`)),
    );
    const zones: string[] = [];
    const reasons = found.flatMap((result, index): Unusable[] => {
        if (result.status === "rejected") {
            if (result.reason instanceof Unusable) return [result.reason];
            throw result.reason;
        }
        const { vpcId: own, availabilityZone } = result.value;
        zones.push(availabilityZone);
        return own === vpcId
            ? []
            : [
                  new Unusable(
                      `${JSON.stringify(ids[index])} is in ${own}; it must be in vpcId, which is ${vpcId}`,
                      `${tier}[${index}]`,
                  ),
              ];
    });
    if (reasons.length > 0 || ids.length === 0 || new Set(zones).size > 1) return reasons;
    return [new Unusable(`are all in ${zones[0]}; they must be in two zones at least`, tier)];
}
