import type { ZoneLetter } from "./cidr";

/**
 * The zone of a single NAT gateway: its address is what partners have let through, so that it must not move with the
 * order in which a stack file lists the zones.
 *
 * @param zones of the network, in any order
 * @param chosen the zone that the stack file names; undefined: the first of the alphabet
 * @throws Error if the network has no such zone
 */
export function zoneOfNat(zones: readonly ZoneLetter[], chosen: ZoneLetter | undefined): ZoneLetter {
    const zone = chosen ?? [...zones].sort()[0];
    if (zone !== undefined && zones.includes(zone)) return zone;
    throw new Error(`natZone "${zone ?? ""}" is not among the zones; it must be one of ${zones.join(", ")}`);
}
