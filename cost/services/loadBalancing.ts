import { exactly, hoursOf, times } from "../ranges";
import type { Reader } from "../properties";
import { read } from "../stack";
import { type Line, Undetermined } from "../types";
import { address } from "./ec2";
import type { Estimator, Estimators } from "../estimator";

const loadBalancer: Estimator = (resource, { assumptions }) => {
    const balancer = read(resource);
    const type = balancer.text("loadBalancerType") ?? "application";
    return [
        { what: `${type} load balancer`, price: `elb/${type}`, quantity: hoursOf(1) },
        {
            what: "capacity units",
            price: `elb/${type}.lcu`,
            quantity: hoursOf(times(assumptions.loadBalancerUnits, 1)),
            assumptions: ["loadBalancerUnits"],
        },
        // A gateway load balancer has no public addresses, and takes no word about it.
        ...(type === "gateway" || balancer.flag("internal") === true ? [] : [addresses(balancer)]),
    ];
};

/** One address per zone; allocated Elastic IPs (network load balancers only) are billed as their own resources. */
function addresses(balancer: Reader): Line | Undetermined {
    try {
        const mappings = balancer.readers("subnetMappings");
        const allocated = mappings.filter((mapping) => isThere(mapping, "allocationId")).length;
        const zones = Math.max(balancer.list("subnets").length, mappings.length);
        return address(exactly(zones - allocated));
    } catch (error) {
        if (error instanceof Undetermined) return error;
        throw error;
    }
}

/** An unknown value counts as set. */
function isThere(mapping: Reader, path: string): boolean {
    try {
        return mapping.has(path);
    } catch (error) {
        if (error instanceof Undetermined) return true;
        throw error;
    }
}

export const loadBalancing: Estimators = {
    "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
    "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
};
