import * as pulumi from "@pulumi/pulumi";

import { Component } from "../support/component";
import { CallerGroups, type Reach } from "./callerGroup";
import type { ReachingVpc } from "./vpc";

/** A VPC that is there, with ids that are known. */
export interface FoundVpc {
    readonly vpcId: string;
    /** Subnets of workloads. */
    readonly privateSubnetIds: readonly string[];
    /** Subnets of a load balancer. */
    readonly publicSubnetIds: readonly string[];
    /** Subnets of databases and caches. */
    readonly isolatedSubnetIds: readonly string[];
}

/** Arguments of {@link ExistingNetwork}. */
export interface ExistingNetworkArgs {
    readonly vpc: FoundVpc;
}

/**
 * A VPC that somebody else has made. Its routes, ACLs and flow logs are theirs; the stack adds security groups, and
 * changes nothing that is there.
 */
export class ExistingNetwork extends Component implements ReachingVpc {
    readonly vpcId: pulumi.Output<string>;
    readonly publicSubnetIds: pulumi.Output<string>[];
    readonly privateSubnetIds: pulumi.Output<string>[];
    readonly isolatedSubnetIds: pulumi.Output<string>[];

    private readonly callers: CallerGroups;

    constructor(name: string, { vpc }: ExistingNetworkArgs, options?: pulumi.ComponentResourceOptions) {
        super("ExistingNetwork", name, options);
        const known = (ids: readonly string[]) => ids.map((id) => pulumi.output(id));
        this.vpcId = pulumi.output(vpc.vpcId);
        this.publicSubnetIds = known(vpc.publicSubnetIds);
        this.privateSubnetIds = known(vpc.privateSubnetIds);
        this.isolatedSubnetIds = known(vpc.isolatedSubnetIds);
        this.callers = new CallerGroups(name, this.vpcId, this.child);
        this.registerOutputs({
            vpcId: this.vpcId,
            publicSubnetIds: this.publicSubnetIds,
            privateSubnetIds: this.privateSubnetIds,
            isolatedSubnetIds: this.isolatedSubnetIds,
        });
    }

    /** Id of the security group that all workloads with the same targets share: see {@link ReachingVpc}. */
    callerGroup(reach: Reach): pulumi.Output<string> | undefined {
        return this.callers.of(reach);
    }
}
