import assert from "node:assert/strict";
import fc from "fast-check";

import {
    type Block,
    blockSize,
    formatCidr,
    overlaps,
    parseCidr,
    planAddresses,
    type Tier,
    ZONE_LETTERS,
    type ZoneLetter,
} from "../../model/cidr";

/** Any block: an address with only zeros after the prefix. */
const block = fc
    .tuple(fc.nat({ max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
    .map(([address, prefix]): Block => {
        const size = 2 ** (32 - prefix);
        return { address: Math.floor(address / size) * size, prefix };
    });

/** A network that the configuration allows. */
const network = fc.tuple(fc.nat({ max: 0xffffff }), fc.integer({ min: 16, max: 21 })).map(([low, prefix]) => {
    const size = 2 ** (32 - prefix);
    return formatCidr({ address: Math.floor((0x0a000000 + low) / size) * size, prefix });
});

const zones = fc.uniqueArray(fc.constantFrom(...ZONE_LETTERS), { minLength: 1, maxLength: 6 });

/** Tiers, in any order of sizes, that fit into a zone. */
const tiers = fc
    .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 })
    .map((bits) => bits.map((bit, index): Tier => ({ name: `tier-${index}`, share: 2 ** -bit })))
    .filter(fit);

/** Whether the plan has room: larger tiers behind smaller ones start at a multiple of their size. */
function fit(all: readonly Tier[]): boolean {
    let end = 0;
    for (const { share } of all) end = Math.ceil(end / share) * share + share;
    return end <= 1;
}

const blocksOf = (plan: Record<string, Record<string, string>>): Block[] =>
    Object.values(plan).flatMap((tier) => Object.values(tier).map(parseCidr));

describe("CIDR arithmetic", () => {
    it("parses formatted blocks", () => {
        fc.assert(
            fc.property(block, (any) => {
                assert.deepEqual(parseCidr(formatCidr(any)), any);
            }),
        );
    });

    it("formats parsed blocks", () => {
        for (const cidr of ["0.0.0.0/0", "10.0.0.0/8", "172.16.32.0/20", "255.255.255.255/32"]) {
            assert.equal(formatCidr(parseCidr(cidr)), cidr);
        }
    });

    it("refuses invalid blocks, with a reason", () => {
        for (const text of [
            "",
            "10.0.0.0",
            "10.0.0/16",
            "10.0.0.256/16",
            "10.0.0.0/33",
            "a.b.c.d/16",
            " 10.0.0.0/16",
        ]) {
            assert.throws(() => parseCidr(text), {
                message: `"${text}" is no IPv4 block in CIDR notation such as 10.0.0.0/16`,
            });
        }
    });

    it("refuses addresses within a block, and names the block's first address", () => {
        assert.throws(() => parseCidr("10.0.5.1/16"), {
            message: '"10.0.5.1/16" does not start its block; use 10.0.0.0/16',
        });
        assert.throws(() => parseCidr("192.168.0.1/31"), /use 192\.168\.0\.0\/31/);
    });

    it("returns sizes", () => {
        assert.equal(blockSize({ address: 0, prefix: 16 }), 65536);
        assert.equal(blockSize({ address: 0, prefix: 32 }), 1);
        assert.equal(blockSize({ address: 0, prefix: 0 }), 2 ** 32);
    });

    it("reports an overlap exactly if two blocks share an address", () => {
        fc.assert(
            fc.property(block, block, (a, b) => {
                // Blocks are aligned: they share an address only if one of them holds the other's first.
                const shares = (x: Block, y: Block): boolean =>
                    Math.floor(x.address / blockSize(y)) === Math.floor(y.address / blockSize(y));
                assert.equal(overlaps(a, b), shares(a, b) || shares(b, a));
                assert.equal(overlaps(a, b), overlaps(b, a));
            }),
        );
    });
});

describe("the address plan", () => {
    it("has no overlapping subnets", () => {
        fc.assert(
            fc.property(network, zones, tiers, (cidr, letters, all) => {
                const blocks = blocksOf(planAddresses(cidr, letters, all));
                assert.equal(blocks.length, letters.length * all.length);
                blocks.forEach((a, index) => {
                    for (const b of blocks.slice(index + 1)) {
                        assert.ok(!overlaps(a, b), `${formatCidr(a)} ${formatCidr(b)}`);
                    }
                });
            }),
        );
    });

    it("stays inside the network, and gives every tier its share", () => {
        fc.assert(
            fc.property(network, zones, tiers, (cidr, letters, all) => {
                const outer = parseCidr(cidr);
                const plan = planAddresses(cidr, letters, all);
                for (const { name, share } of all) {
                    for (const inner of Object.values(plan[name]!).map(parseCidr)) {
                        assert.ok(inner.address >= outer.address);
                        assert.ok(inner.address + blockSize(inner) <= outer.address + blockSize(outer));
                        assert.equal(blockSize(inner), (blockSize(outer) / 8) * share);
                    }
                }
            }),
        );
    });

    it("keeps all blocks when a zone is added, anywhere in the list", () => {
        fc.assert(
            fc.property(
                network,
                zones,
                fc.constantFrom(...ZONE_LETTERS),
                tiers,
                (cidr, letters, added, all) => {
                    const before = planAddresses(cidr, letters, all);
                    const more = [added, ...letters.filter((letter) => letter !== added)];
                    const after = planAddresses(cidr, more, all);
                    for (const { name } of all) {
                        for (const letter of letters)
                            assert.equal(after[name]![letter], before[name]![letter]);
                    }
                },
            ),
        );
    });

    it("keeps all blocks when a tier is appended", () => {
        fc.assert(
            fc.property(network, zones, tiers, fc.integer({ min: 1, max: 4 }), (cidr, letters, all, bits) => {
                const more = [...all, { name: "appended", share: 2 ** -bits }];
                fc.pre(fit(more));
                const before = planAddresses(cidr, letters, all);
                const { appended, ...after } = planAddresses(cidr, letters, more);
                assert.deepEqual(after, before);
                assert.equal(Object.keys(appended!).length, letters.length);
            }),
        );
    });

    it("derives a zone's block from its letter alone", () => {
        const plan = (letters: readonly ZoneLetter[]): string | undefined =>
            planAddresses("10.0.0.0/16", letters, [{ name: "all", share: 1 }])["all"]?.["c"];
        assert.equal(plan(["c"]), "10.0.64.0/19");
        assert.equal(plan(["f", "c", "a"]), "10.0.64.0/19");
    });

    it("refuses tiers that do not fit, and shares that are no power of two", () => {
        const plan = (...shares: number[]) =>
            planAddresses(
                "10.0.0.0/16",
                ["a"],
                shares.map((share, index) => ({ name: `t${index}`, share })),
            );
        assert.throws(() => plan(0.5, 0.5, 0.125), /tier "t2" with share 0.125 does not fit into its zone/);
        assert.throws(() => plan(0.125, 0.5, 0.5), /tier "t2" with share 0.5 does not fit/);
        assert.throws(() => plan(0.3), /tier "t0" with share 0.3 does not fit/);
    });

    it("refuses a network that is too small, and names the minimum", () => {
        const plan = (cidr: string) => planAddresses(cidr, ["a"], [{ name: "small", share: 1 / 8 }]);
        assert.equal(plan("10.0.0.0/22")["small"]?.["a"], "10.0.0.0/28");
        assert.throws(() => plan("10.0.0.0/23"), {
            message: '"10.0.0.0/23" is too small for its subnets; the prefix may be at most /22',
        });
    });
});
