import * as z from "zod";

import { named } from "../../values";
import { securityGroupId } from "./values";

const WORDS = "the ARN of a listener of an Application Load Balancer";

export const existingLoadBalancers = named(
    z.strictObject({
        listenerArn: z
            .string(WORDS)
            .regex(
                /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/[\w-]+\/[0-9a-f]+\/[0-9a-f]+$/,
                WORDS,
            )
            .describe("ARN of the listener that gets rules: HTTPS on port 443, or HTTP on port 80."),
        securityGroupId: securityGroupId.describe(
            "A security group of the load balancer: each service or server gets a rule in there, which goes with the stack.",
        ),
    }),
).describe("Load balancers by name, for public.loadBalancer of services and servers.");
