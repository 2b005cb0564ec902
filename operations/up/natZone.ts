import type { Settings } from "../../config/validate";
import { zoneOfNat } from "../../model/natZone";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";

/**
 * Whether the one NAT gateway of a deployed stack would move, and get another address, without its zone being named.
 *
 * @param resources of the deployed stack
 * @returns a sentence that names the key; none if it stays, or is told to move
 */
export function movedNat(resources: readonly Resource[], network: Settings["network"]): string[] {
    if (network === undefined) return [];
    const { zones, nat, natZone } = network;
    const standing = resources
        .filter(({ type, delete: gone }) => type === "aws:ec2/natGateway:NatGateway" && !gone)
        .map(({ urn }) => nameOf(urn).slice(-1));
    const [from] = standing;
    if (nat !== "single" || natZone !== undefined || from === undefined) return [];
    const to = zoneOfNat(zones, natZone);
    if (standing.includes(to)) return [];
    return [
        `plumbline:network.natZone: it must be given, because the NAT gateway of the deployed stack stands in zone ${from}, and would ` +
            `move to ${to}, where it has another address. ${zones.some((zone) => zone === from) ? `Set it to ${from} to keep gateway and address, or to ${to} to move them.` : `Set it to ${to} to move them.`}`,
    ];
}
