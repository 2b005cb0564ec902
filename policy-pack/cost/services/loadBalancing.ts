import { exactly, hoursOf, times } from "../ranges";
import type { Reader } from "../properties";
import { read } from "../stack";
import { type Line, Undetermined } from "../types";
import { address } from "./ec2";
import type { Estimator, Estimators } from "./estimator";

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
        ...(balancer.flag("internal") === true || type !== "application" ? [] : [addresses(balancer)]),
    ];
};

/** One in each zone. */
function addresses(balancer: Reader): Line | Undetermined {
    try {
        return address(exactly(balancer.list("subnets").length || balancer.list("subnetMappings").length));
    } catch (error) {
        if (error instanceof Undetermined) return error;
        throw error;
    }
}

export const loadBalancing: Estimators = {
    "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
    "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
};
