import type * as pulumi from "@pulumi/pulumi";

import { Firewall, type FirewallArgs, type RegionServices } from "../components/edge";
import { once } from "../components/support/values";

interface FirewallsArgs extends Omit<FirewallArgs, "scope"> {
    /** Whether what says nothing else is behind a firewall. */
    readonly enabled: boolean;
    /** Key and topic in the region of CloudFront's firewall. */
    readonly edge: () => RegionServices;
}

/** The firewalls of a stack, each made when the first thing is to stand behind it. */
export interface Firewalls {
    /** Web ACL for distributions; undefined for what wants none. */
    readonly cloudFront: (wanted?: boolean) => pulumi.Output<string> | undefined;
    /** Web ACL for load balancers and user pools; undefined for what wants none. */
    readonly regional: (wanted?: boolean) => pulumi.Output<string> | undefined;
    /** Those that were made. */
    readonly made: () => {
        readonly cloudFront: Firewall | undefined;
        readonly regional: Firewall | undefined;
    };
}

/** One firewall for everything behind CloudFront, and one for the rest. */
export function createFirewalls(
    { enabled, edge, ...args }: FirewallsArgs,
    options: pulumi.ComponentResourceOptions,
): Firewalls {
    const regional = once(() => new Firewall("regional", { ...args, scope: "REGIONAL" }, options));
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
