import * as z from "zod";

import { ZONE_LETTERS } from "../../../model/cidr";
import { NAT } from "../../../model/choices";
import type { TierDefaults } from "../../tierDefaults";
import { label, networkBlock } from "../../values";

/** Interface endpoints by the name AWS gives the service, such as `ecr.api`. */
const endpointName = z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, "the name of an AWS service such as ecr.api")
    .refine(
        (given) => !/^(com|cn|aws)\.[a-z0-9.-]+$/.test(given),
        "the name of an AWS service such as ecr.api, without com.amazonaws.<region>. in front of it",
    );

/** The VPC of a stack. Most of what has no port needs none. */
export function network(tier: TierDefaults) {
    return z
        .union([
            z.literal("none"),
            z.strictObject({
                cidr: networkBlock.describe("Private IPv4 block of the VPC, /16 to /21."),
                zones: z
                    .array(z.enum(ZONE_LETTERS))
                    .min(2, "at least 2 zones")
                    .max(6, "at most 6 zones")
                    .refine((zones) => new Set(zones).size === zones.length, "each zone once")
                    .describe("Letters of the availability zones; each owns a fixed part of the block."),
                nat: z
                    .enum(NAT)
                    .default(tier.nat)
                    .describe(
                        "Way out of the private subnets: none, a small instance, one NAT gateway, or one gateway per zone.",
                    ),
                natZone: z
                    .enum(ZONE_LETTERS)
                    .optional()
                    .describe(
                        "Zone of the one NAT gateway or instance (nat: single, instance), which has another address in another zone; default: the first of the alphabet.",
                    ),
                interfaceEndpoints: z
                    .array(endpointName)
                    .default([])
                    .describe("AWS services reached through interface endpoints, such as ecr.api."),
                organizationId: z
                    .string()
                    .regex(/^o-[a-z0-9]{10,32}$/, "the id of an organisation, such as o-a1b2c3d4e5")
                    .optional()
                    .describe(
                        "AWS organisation whose accounts may use each other's resources through the VPC's endpoints; default: this account alone.",
                    ),
            }),
            // Which names there are, and what they stand for, is known before: see config/derived/sharedNetwork.ts.
            label.describe("A name below plumbline:from: that stack's VPC."),
        ])
        .default("none")
        .transform((given) => (typeof given === "string" ? undefined : given))
        .describe(
            'The VPC: zones, address block, ways out; a name below plumbline:from for the VPC of that stack; or "none" for a stack that has nothing in one.',
        );
}
