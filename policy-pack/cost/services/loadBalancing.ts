import { exactly, hoursOf, times } from "../ranges";
import { read } from "../stack";
import type { Line } from "../types";
import { address } from "./ec2";
import type { Estimator, Estimators } from "./estimator";

const loadBalancer: Estimator = (resource, { assumptions }) => {
    const balancer = read(resource);
    const type = balancer.text("loadBalancerType") ?? "application";
    const zones = balancer.list("subnets").length || balancer.list("subnetMappings").length;
    const addresses: Line[] =
        balancer.flag("internal") === true || type !== "application" ? [] : [address(exactly(zones))];
    return [
        { what: `${type} load balancer`, price: `elb/${type}`, quantity: hoursOf(1) },
        {
            what: "capacity units",
            price: `elb/${type}.lcu`,
            quantity: hoursOf(times(assumptions.loadBalancerUnits, 1)),
            assumptions: ["loadBalancerUnits"],
        },
        ...addresses,
    ];
};

export const loadBalancing: Estimators = {
    "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
    "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
};
