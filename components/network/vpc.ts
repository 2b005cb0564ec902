import type * as pulumi from "@pulumi/pulumi";

import type { Reach } from "./callerGroup";

/** The network, as other components use it. */
export interface Vpc {
    readonly vpcId: pulumi.Input<string>;
    readonly publicSubnetIds: pulumi.Input<string>[];
    readonly privateSubnetIds: pulumi.Input<string>[];
    readonly isolatedSubnetIds: pulumi.Input<string>[];
    /** Zones of the public subnets, in their order. @default not known */
    readonly publicZones?: readonly string[];
}

/** A network that also makes the groups with which workloads reach others. */
export interface ReachingVpc extends Vpc {
    /**
     * Id of the security group that all workloads with the same targets share; undefined if they reach none through a
     * port. The first workload creates it.
     */
    callerGroup(reach: Reach): pulumi.Output<string> | undefined;
}
