import assert from "node:assert/strict";

import { ASSUMPTIONS } from "../../../policy-pack/cost/assumptions";
import { OLDEST, priceOf, REGIONS, SERVICES } from "../../../policy-pack/cost/prices";

describe("the price table", () => {
    const all = Object.entries(SERVICES).flatMap(([service, { prices }]) =>
        Object.entries(prices).map(([name, price]) => ({ name: `${service}/${name}`, ...price })),
    );

    it("says of each service what the bill calls it, where the prices stand, and of when they are", () => {
        for (const [name, { bill, source, asOf }] of Object.entries(SERVICES)) {
            assert.ok(bill.length > 0, name);
            assert.match(source, /^https:\/\/aws\.amazon\.com\/[\w/-]+\/pricing\/([\w-]+\/)?$/, name);
            assert.match(asOf, /^20\d\d-(0[1-9]|1[0-2])$/, name);
            assert.ok(OLDEST <= asOf);
        }
    });

    it("has positive prices, of all regions or of each", () => {
        assert.ok(all.length > 150);
        for (const { name, usd, unit } of all) {
            const regions = Object.keys(usd).sort();
            assert.deepEqual(regions, regions.includes("*") ? ["*"] : REGIONS, name);
            assert.ok(unit.length > 0 && Object.values(usd).every((price) => price! > 0), name);
        }
    });

    it("has no price in Europe that is far from the American one", () => {
        for (const { name, usd } of all.filter((price) => !("*" in price.usd))) {
            for (const region of REGIONS) {
                const ratio = usd[region]! / usd["us-east-1"]!;
                assert.ok(ratio >= 1 && ratio <= 1.4, `${name} in ${region}: ${ratio}`);
            }
        }
    });

    it("knows regions that cost the same", () => {
        assert.equal(priceOf("vpc/nat", "us-west-2").usd, priceOf("vpc/nat", "us-east-1").usd);
    });

    it("does not guess", () => {
        assert.throws(() => priceOf("vpc/nat", "ap-south-1"), /no nat of vpc in ap-south-1/);
        assert.throws(() => priceOf("vpc/none", "us-east-1"), /no none of vpc/);
        assert.throws(() => priceOf("none/none", "us-east-1"), /no none of none/);
    });
});

describe("the table of assumptions", () => {
    it("is in alphabetical order, with what each is the amount of", () => {
        const names = Object.keys(ASSUMPTIONS);
        assert.deepEqual(names, [...names].sort());
        for (const [name, { low, high, unit, meaning }] of Object.entries(ASSUMPTIONS)) {
            assert.ok(low >= 0 && low <= high && unit.length > 0 && meaning.length > 0, name);
        }
    });
});
