import * as z from "zod";

const subnetIds = z
    .array(
        z.string().regex(/^subnet-[0-9a-f]{8,17}$/, "the id of a subnet, such as subnet-0123456789abcdef0"),
    )
    .min(2, "at least 2 subnets, in different zones")
    .max(6, "at most 6 subnets")
    .refine((ids) => new Set(ids).size === ids.length, "each subnet once");

export const existingNetwork = z
    .strictObject({
        vpcId: z
            .string()
            .regex(/^vpc-[0-9a-f]{8,17}$/, "the id of a VPC, such as vpc-0123456789abcdef0")
            .describe("Id of the VPC."),
        privateSubnetIds: subnetIds.describe(
            "Subnets of workloads, whose route tables lead to AWS: through NAT gateways or endpoints.",
        ),
        publicSubnetIds: subnetIds
            .optional()
            .describe("Subnets of the load balancer, with a route from the internet; default: none."),
        isolatedSubnetIds: subnetIds
            .optional()
            .describe("Subnets of databases and caches; default: those of workloads."),
    })
    .optional()
    .describe("A VPC that is there, in place of plumbline:network.");
