import assert from "node:assert/strict";

import { z } from "zod";

import { ASSUMPTIONS } from "../../cost/assumptions";
import table from "../../cost/prices.json";
import { OLDEST, priceOf, regionalPrice, REGIONS, SERVICES } from "../../cost/prices";
import { pricesPage } from "../../operations/generate/prices";

/** Regions with a figure for each price. */
const STATED = ["us-east-1", "eu-west-1", "eu-central-1"] as const;

/** Regions whose other prices are derived. */
const DERIVED = ["ap-south-1", "ap-southeast-1", "ap-southeast-2", "eu-north-1", "eu-west-2"] as const;

const REGION = z.enum([...STATED, ...DERIVED]);

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
            ratios: z.record(z.enum(DERIVED), z.number().min(0.9).max(1.5)).optional(),
            prices: z.record(
                z.string(),
                z.strictObject({
                    unit: z.string().min(1),
                    usd: z.union([
                        z.strictObject({ "*": z.number().positive() }),
                        z
                            .partialRecord(REGION, z.number().positive())
                            .refine((usd) => STATED.every((region) => usd[region] !== undefined)),
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
        const confidence = (of: typeof service, region: string): string | undefined =>
            regionalPrice(of, price, region)?.confidence;
        assert.equal(confidence({ ...service, ...{ checked } }, "us-east-1"), "confirmed");
        assert.equal(confidence({ ...service, ...{ checked } }, "eu-west-1"), "unconfirmed");
        assert.equal(confidence(service, "us-east-1"), "unconfirmed");
    });

    it("derives what no figure is known of from us-east-1, and says so", () => {
        const price = { unit: "hour", usd: { "us-east-1": 0.1, "eu-west-2": 0.3 } };
        const service = {
            bill: "b",
            source: "s",
            asOf: "2026-01",
            prices: { price },
            ratios: { "eu-west-2": 1.2, "eu-north-1": 1.05 },
        };
        assert.deepEqual(regionalPrice(service, price, "eu-west-2"), { usd: 0.3, confidence: "unconfirmed" });
        assert.deepEqual(regionalPrice(service, price, "eu-north-1"), { usd: 0.105, confidence: "derived" });
        assert.equal(regionalPrice(service, price, "sa-east-1"), undefined);
    });

    it("has every price in every region that it knows", () => {
        const missing = all.flatMap(({ name }) =>
            [...REGIONS, "us-west-2", "us-east-2"]
                .filter((region) => {
                    try {
                        return priceOf(name, region).usd <= 0;
                    } catch {
                        return true;
                    }
                })
                .map((region) => `${name} in ${region}`),
        );
        assert.deepEqual(missing, []);
        assert.deepEqual([...REGIONS].sort(), [...STATED, ...DERIVED].sort());
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
            /\| `nat` \| hour \| 0\.056 \| 0\.059 \| 0\.059 \| 0\.052 \| 0\.046 \| 0\.048 \| 0\.05 \| 0\.045 \|/,
        );
        assert.match(section("AWS Backup"), /Not confirmed\./);
        assert.match(section("AWS Backup"), /\| `storage` \| GB-month( \| [\d.]+ [?~]){8} \|/);
    });

    it("has no price that is far from that of us-east-1", () => {
        const limits = { "ap-south-1": [0.6, 1.4], "ap-southeast-1": [1, 1.7], "ap-southeast-2": [1, 1.7] };
        for (const { name, usd } of all.filter((price) => !("*" in price.usd))) {
            for (const region of REGIONS) {
                const [least = 0.9, most = 1.4] = limits[region as keyof typeof limits] ?? [];
                const ratio = priceOf(name, region).usd / usd["us-east-1"]!;
                assert.ok(ratio >= least && ratio <= most, `${name} in ${region}: ${ratio}`);
            }
        }
    });

    it("has regions with equal prices", () => {
        assert.equal(priceOf("vpc/nat", "us-west-2").usd, priceOf("vpc/nat", "us-east-1").usd);
    });

    it("refuses unknown regions and services", () => {
        assert.throws(() => priceOf("vpc/nat", "sa-east-1"), /no nat of vpc in sa-east-1/);
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
