import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";

import type { Link } from "../support/link";
import { dashed } from "../../model/names";
import { allowEgress, createSecurityGroup } from "../support/securityGroups";

/** What decides through which group a workload reaches others. */
export type Reach = Pick<Link, "endpoints" | "plainHttp">;

/** AWS allows 255 characters in names and descriptions; Pulumi adds eight to a name. */
const LONGEST = 200;

/**
 * Names the group of all workloads that reach the same: names of components have no dot in them, so that no two sets of
 * targets have one name.
 *
 * @returns undefined if nothing is reached through a port
 */
export function callerGroupName(prefix: string, { endpoints = [], plainHttp }: Reach): string | undefined {
    const targets = targetsOf(endpoints);
    if (targets.length === 0) return undefined;
    const parts = [...targets.map(dashed), ...(plainHttp ? ["http"] : [])];
    const name = `${prefix}-callers.${parts.join(".")}`;
    if (name.length <= LONGEST) return name;
    return `${prefix}-callers.${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
}

/**
 * The security group of all workloads that reach the same. AWS allows 60 rules in a group: with a group for each workload,
 * a database had room for 60 of them. Functions with the same groups share their network interfaces, too.
 *
 * @returns its id, known once its rules exist
 */
export function createCallerGroup(
    name: string,
    { vpcId, endpoints = [], plainHttp = false }: Reach & { readonly vpcId: pulumi.Input<string> },
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const targets = targetsOf(endpoints);
    const list = `Callers of ${targets.join(", ")}`;
    const description = list.length <= LONGEST ? list : `Callers of ${targets.length} others`;
    const group = createSecurityGroup(name, description, vpcId, options);
    const reached = { environment: {}, secrets: {}, statements: [], endpoints, plainHttp };
    return allowEgress(name, group, reached, options);
}

/** The groups of a network, each created for the first workload that wants it. */
export class CallerGroups {
    /** Ids by name. */
    private readonly made = new Map<string, pulumi.Output<string>>();

    constructor(
        private readonly prefix: string,
        private readonly vpcId: pulumi.Input<string>,
        private readonly options: pulumi.CustomResourceOptions,
    ) {}

    /** Id of the group of all that reach the same; undefined if nothing is reached through a port. */
    of(reach: Reach): pulumi.Output<string> | undefined {
        const name = callerGroupName(this.prefix, reach);
        if (name === undefined) return undefined;
        const id =
            this.made.get(name) ?? createCallerGroup(name, { vpcId: this.vpcId, ...reach }, this.options);
        this.made.set(name, id);
        return id;
    }
}

function targetsOf(endpoints: Required<Link>["endpoints"]): string[] {
    return [...new Set(endpoints.map(({ description }) => description))].sort();
}
