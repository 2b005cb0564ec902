import * as lb from "@pulumi/aws/lb";

import type { AliasTarget } from "../support/dns";
import { AllUnusable, ask, Unusable } from "./lookUp";
import type { Place } from "./place";

/** A listener of a load balancer that exists. */
export interface ExistingLoadBalancer {
    readonly listenerArn: string;
    readonly securityGroupId: string;
}

/** As services and servers see it. */
export interface FoundLoadBalancer extends ExistingLoadBalancer {
    readonly arnSuffix: string;
    readonly target: AliasTarget;
    readonly ipv6: boolean;
    /** Whether the listener answers over TLS. */
    readonly isEncrypted: boolean;
}

/** Callers know these ports, and reach no other. */
const PORTS: Readonly<Record<string, number>> = { HTTPS: 443, HTTP: 80 };

/**
 * Looks up a listener, and the load balancer that it belongs to.
 *
 * @param needs the VPC that it must be in, and what is to be called from the internet
 * @throws AllUnusable with everything that is wrong
 */
export async function findLoadBalancer(
    given: ExistingLoadBalancer,
    { vpcId, canaries }: { readonly vpcId: string | undefined; readonly canaries: readonly string[] },
    place: Place,
): Promise<FoundLoadBalancer> {
    const { listenerArn, securityGroupId } = given;
    const listener = await ask(
        listenerArn,
        lb.getListener({ arn: listenerArn }, place.options),
        place,
        "listenerArn",
    );
    const { loadBalancerArn, protocol, port } = listener;
    const balancer = await ask(
        loadBalancerArn,
        lb.getLoadBalancer({ arn: loadBalancerArn }, place.options),
        place,
        "listenerArn",
    );
    const is = `${JSON.stringify(listenerArn)} is`;
    const wrong: Unusable[] = [];
    if (PORTS[protocol] !== port) {
        wrong.push(
            new Unusable(
                `${is} for ${protocol} on port ${port}; it must be for HTTPS on 443, or HTTP on 80`,
                "listenerArn",
            ),
        );
    }
    if (vpcId !== undefined && balancer.vpcId !== vpcId) {
        wrong.push(
            new Unusable(
                `${is} in ${balancer.vpcId}; it must be in the stack's VPC, which is ${vpcId}`,
                "listenerArn",
            ),
        );
    }
    if (!balancer.securityGroups.includes(securityGroupId)) {
        wrong.push(
            new Unusable(
                `${JSON.stringify(securityGroupId)} is no security group of the load balancer ${balancer.name}; it must be one of ${balancer.securityGroups.join(", ")}`,
                "securityGroupId",
            ),
        );
    }
    if (balancer.internal && canaries.length > 0) {
        wrong.push(
            new Unusable(
                `${is} of an internal load balancer, which canaries cannot reach; give ${canaries.join(", ")} public.canary none`,
                "listenerArn",
            ),
        );
    }
    if (wrong.length > 0) throw new AllUnusable(wrong);
    return {
        listenerArn,
        securityGroupId,
        arnSuffix: balancer.arnSuffix,
        target: { name: balancer.dnsName, zoneId: balancer.zoneId },
        ipv6: balancer.ipAddressType.startsWith("dualstack"),
        isEncrypted: protocol === "HTTPS",
    };
}
