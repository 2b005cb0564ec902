import assert from "node:assert/strict";

import { z } from "zod";

import { ASSUMPTIONS } from "../../cost/assumptions";
import table from "../../cost/prices.json";
import { isConfirmed, OLDEST, priceOf, REGIONS, SERVICES } from "../../cost/prices";
import { pricesPage } from "../../operations/generate/prices";

const REGION = z.enum(["us-east-1", "eu-west-1", "eu-central-1"]);

const TABLE = z.strictObject({
    about: z.string().min(1),
    sameAs: z.record(z.string(), REGION),
    services: z.record(
        z.string(),
        z.strictObject({
            bill: z.string().min(1),
            source: z.string().regex(/^https:\/\/aws\.amazon\.com\/[\w/-]+\/pricing\/([\w-]+\/)?$/),
            asOf: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
            note: z.string().min(1).optional(),
            checked: z
                .strictObject({ on: z.iso.date(), against: z.array(z.string().min(10)).min(1) })
                .optional(),
            prices: z.record(
                z.string(),
                z.strictObject({
                    unit: z.string().min(1),
                    usd: z.union([
                        z.strictObject({ "*": z.number().positive() }),
                        z.record(REGION, z.number().positive()),
                    ]),
                    unconfirmed: z.array(REGION).min(1).optional(),
                }),
            ),
        }),
    ),
});

describe("the price table", () => {
    const all = Object.entries(SERVICES).flatMap(([service, { prices }]) =>
        Object.entries(prices).map(([name, price]) => ({ name: `${service}/${name}`, ...price })),
    );

    it("has a bill name, a source and a date for each service", () => {
        const { services } = TABLE.parse(table);
        assert.ok(all.length > 150);
        assert.ok(Object.values(services).every(({ asOf }) => OLDEST <= asOf));
    });

    it("was checked after the prices were published, each source named once", () => {
        for (const [name, { asOf, checked }] of Object.entries(SERVICES)) {
            if (checked === undefined) continue;
            assert.ok(checked.on.slice(0, 7) >= asOf, name);
            assert.equal(new Set(checked.against).size, checked.against.length, name);
        }
    });

    it("states the unconfirmed part of each check, and confirms a part of each checked service", () => {
        for (const [name, service] of Object.entries(SERVICES)) {
            const prices = Object.values(service.prices);
            const marks = prices.flatMap(({ unconfirmed }) => unconfirmed ?? []);
            if (service.checked === undefined) {
                assert.deepEqual(marks, [], `${name} is not confirmed as a whole`);
            } else {
                assert.ok(marks.length < prices.length * REGIONS.length, name);
            }
            for (const { unconfirmed = [] } of prices) {
                assert.equal(new Set(unconfirmed).size, unconfirmed.length, name);
            }
        }
    });

    it("distinguishes confirmed from unconfirmed prices", () => {
        const price = { unit: "hour", usd: { "*": 1 }, unconfirmed: ["eu-west-1"] };
        const service = { bill: "b", source: "s", asOf: "2026-01", prices: { price } };
        const checked = { on: "2026-02-03", against: ["a price list"] };
        assert.ok(isConfirmed({ ...service, checked }, price, "us-east-1"));
        assert.ok(!isConfirmed({ ...service, checked }, price, "eu-west-1"));
        assert.ok(!isConfirmed(service, price, "us-east-1"));
    });

    it("shows the confirmation of each price, and marks unconfirmed ones", () => {
        const page = pricesPage();
        const section = (heading: string): string =>
            page.split("### ").find((it) => it.startsWith(heading)) ?? "";
        assert.match(
            section("Amazon Virtual Private Cloud"),
            /Checked on \d{4}-\d\d-\d\d against:\n\n- AWS Price List/,
        );
        assert.match(
            section("Amazon Virtual Private Cloud"),
            /\| `nat` \| hour \| 0\.052 \| 0\.048 \| 0\.045 \|/,
        );
        assert.match(section("AWS Backup"), /Not confirmed\./);
        assert.match(section("AWS Backup"), /\| `storage` \| GB-month( \| [\d.]+ \?){3} \|/);
    });

    it("has no European price that is far from the American one", () => {
        for (const { name, usd } of all.filter((price) => !("*" in price.usd))) {
            for (const region of REGIONS) {
                const ratio = usd[region]! / usd["us-east-1"]!;
                assert.ok(ratio >= 1 && ratio <= 1.4, `${name} in ${region}: ${ratio}`);
            }
        }
    });

    it("has regions with equal prices", () => {
        assert.equal(priceOf("vpc/nat", "us-west-2").usd, priceOf("vpc/nat", "us-east-1").usd);
    });

    it("refuses unknown regions and services", () => {
        assert.throws(() => priceOf("vpc/nat", "ap-south-1"), /no nat of vpc in ap-south-1/);
        assert.throws(() => priceOf("vpc/none", "us-east-1"), /no none of vpc/);
        assert.throws(() => priceOf("none/none", "us-east-1"), /no none of none/);
    });
});

describe("the table of assumptions", () => {
    it("is in alphabetical order, with a description of each amount", () => {
        const names = Object.keys(ASSUMPTIONS);
        assert.deepEqual(names, [...names].sort());
        for (const [name, { low, high, unit, meaning }] of Object.entries(ASSUMPTIONS)) {
            assert.ok(low >= 0 && low <= high && unit.length > 0 && meaning.length > 0, name);
        }
    });
});
