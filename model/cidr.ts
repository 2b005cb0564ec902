/** IPv4 address arithmetic and the address plan of a network. Pure functions, no AWS. */

/** An IPv4 block: first address as an unsigned 32-bit number, and the length of its prefix in bits. */
export interface Block {
    readonly address: number;
    readonly prefix: number;
}

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/**
 * Reads a block in CIDR notation.
 * @throws Error if the text is no CIDR, or its address has bits set behind the prefix.
 */
export function parseCidr(cidr: string): Block {
    const parts = CIDR.exec(cidr)?.slice(1).map(Number);
    if (!parts || parts.slice(0, 4).some((octet) => octet > 255) || (parts[4] ?? 0) > 32) {
        throw new Error(`"${cidr}" is no IPv4 block in CIDR notation such as 10.0.0.0/16`);
    }
    const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = parts;
    const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const first = firstAddress({ address, prefix });
    if (first !== address) {
        throw new Error(`"${cidr}" does not start its block; use ${formatCidr({ address: first, prefix })}`);
    }
    return { address, prefix };
}

/** Writes a block in CIDR notation. */
export function formatCidr({ address, prefix }: Block): string {
    return `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${prefix}`;
}

/** The number of addresses in a block. */
export function blockSize({ prefix }: Block): number {
    return 2 ** (32 - prefix);
}

/** Whether two blocks share an address. */
export function overlaps(a: Block, b: Block): boolean {
    return a.address < b.address + blockSize(b) && b.address < a.address + blockSize(a);
}

function firstAddress(block: Block): number {
    return Math.floor(block.address / blockSize(block)) * blockSize(block);
}

/** A tier of subnets: its name, and the share of a zone's block that it gets, as a power of two (1/2, 1/8 …). */
export interface Tier {
    readonly name: string;
    readonly share: number;
}

/** Zones are letters: the plan has a place for each of these, used or not. */
export const ZONE_LETTERS = ["a", "b", "c", "d", "e", "f"] as const;
export type ZoneLetter = (typeof ZONE_LETTERS)[number];

/** The zones' blocks are eighths of the network, so that six letters fit and two blocks stay in reserve. */
const ZONE_PREFIX_BITS = 3;

/** AWS's smallest subnet; https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html. */
const SMALLEST_SUBNET_PREFIX = 28;

/**
 * Plans the subnets of a network: every zone owns a fixed block, decided by its letter alone, and every tier
 * a fixed part of it, decided by its place in `tiers` alone. Adding a zone, or a tier at the end of the list,
 * therefore renumbers nothing.
 *
 * @param cidr the network's block in CIDR notation
 * @param zones letters of the zones in use
 * @param tiers in the order they were added to the plan; shares may not add up to more than 1
 * @returns CIDRs by tier name, then by zone letter
 * @throws Error if the block is too small for the tiers, or the shares exceed a zone
 */
export function planAddresses(
    cidr: string,
    zones: readonly ZoneLetter[],
    tiers: readonly Tier[],
): Record<string, Record<string, string>> {
    const network = parseCidr(cidr);
    const zonePrefix = network.prefix + ZONE_PREFIX_BITS;
    const plan: Record<string, Record<string, string>> = {};
    let used = 0;
    for (const { name, share } of tiers) {
        const bits = -Math.log2(share);
        const prefix = zonePrefix + bits;
        // A block must start at a multiple of its size: a larger tier behind smaller ones leaves a gap.
        const start = Math.ceil(used / share) * share;
        used = start + share;
        if (!Number.isInteger(bits) || used > 1) {
            throw new Error(`tier "${name}" with share ${share} does not fit into its zone`);
        }
        if (prefix > SMALLEST_SUBNET_PREFIX) {
            const largest = SMALLEST_SUBNET_PREFIX - ZONE_PREFIX_BITS - bits;
            throw new Error(`"${cidr}" is too small for its subnets; the prefix may be at most /${largest}`);
        }
        const subnets: Record<string, string> = {};
        for (const zone of zones) {
            const index = ZONE_LETTERS.indexOf(zone);
            const size = blockSize({ address: 0, prefix: zonePrefix });
            subnets[zone] = formatCidr({ address: network.address + (index + start) * size, prefix });
        }
        plan[name] = subnets;
    }
    return plan;
}
