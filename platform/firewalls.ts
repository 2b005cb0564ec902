import type * as pulumi from "@pulumi/pulumi";

import { Firewall, type FirewallArgs, type RegionServices } from "../components/edge";
import { once } from "../components/support/values";

interface FirewallsArgs extends Omit<FirewallArgs, "scope"> {
    /** Whether workloads are behind a firewall by default. */
    readonly enabled: boolean;
    /** Key and topic in the region of CloudFront's firewall. */
    readonly edge: () => RegionServices;
}

/** The firewalls of a stack, each created for the first workload that wants it. */
export interface Firewalls {
    /** ARN of the web ACL for a distribution; undefined if it wants none. */
    readonly cloudFront: (wanted?: boolean) => pulumi.Output<string> | undefined;
    /** ARN of the web ACL for a load balancer or user pool; undefined if it wants none. */
    readonly regional: (wanted?: boolean) => pulumi.Output<string> | undefined;
    /** The firewalls that exist. */
    readonly made: () => {
        readonly cloudFront: Firewall | undefined;
        readonly regional: Firewall | undefined;
    };
}

/** One firewall for CloudFront, and one for load balancers and user pools. */
export function createFirewalls(
    { enabled, edge, passed, ...args }: FirewallsArgs,
    options: pulumi.ComponentResourceOptions,
): Firewalls {
    const regional = once(() => new Firewall("regional", { ...args, passed, scope: "REGIONAL" }, options));
    const cloudFront = once(() => {
        const { keyArn, alarmTopicArn } = edge();
        const there = { ...args, logs: { ...args.logs, keyArn }, alarmTopicArn };
        return new Firewall("cloudfront", { ...there, scope: "CLOUDFRONT" }, options);
    });
    return {
        cloudFront: (wanted = enabled) => (wanted ? cloudFront().webAclArn : undefined),
        regional: (wanted = enabled) => (wanted ? regional().webAclArn : undefined),
        made: () => ({ cloudFront: cloudFront.ifMade(), regional: regional.ifMade() }),
    };
}
