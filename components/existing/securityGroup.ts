import { Unusable } from "./lookUp";

/**
 * Refuses a security group that is none of a server's: a rule in it would open no port.
 *
 * @param groups of the server
 */
export function belongsTo(server: string, groups: readonly string[], securityGroupId: string): void {
    if (groups.includes(securityGroupId)) return;
    throw new Unusable(
        `${JSON.stringify(securityGroupId)} is no security group of ${JSON.stringify(server)}; it must be one of ${groups.join(", ")}`,
        "securityGroupId",
    );
}
