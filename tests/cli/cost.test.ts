import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CostReport } from "../../operations/cost/report";
import { type Ended, plumb } from "../support/plumb";

async function cost(...args: string[]): Promise<Ended> {
    return plumb(["cost", ...args]);
}

const resource = (type: string, name: string, outputs: object) => ({
    urn: `urn:pulumi:live::shop::${type}::${name}`,
    type,
    custom: true,
    inputs: outputs,
    outputs,
});

/** The output of `pulumi stack export` for a program outside this project. */
const state = (limitAmount: string): object => ({
    version: 3,
    deployment: {
        resources: [
            resource("pulumi:providers:aws", "default", { region: "eu-central-1" }),
            resource("aws:ec2/natGateway:NatGateway", "way-out", { region: "eu-central-1" }),
            resource("aws:redshift/cluster:Cluster", "numbers", {}),
            resource("aws:budgets/budget:Budget", "cap", {
                budgetType: "COST",
                timeUnit: "MONTHLY",
                limitUnit: "USD",
                limitAmount,
            }),
        ],
    },
});

describe("plumb cost --file", function () {
    this.timeout(30_000);
    let folder: string;
    let file: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "plumb-unit-"));
        file = join(folder, "state.json");
        writeFileSync(file, JSON.stringify(state("50")));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("shows a table with items, total, budgets and assumptions", async () => {
        const { code, stdout } = await cost("--file", file, "--assume", "natGb=10");
        assert.equal(code, 9, "the price of the Redshift cluster is missing");
        assert.match(stdout, /NatGateway way-out +38\.48/);
        assert.match(stdout, /data through it \* +10 GB × 0\.052 +0\.52/);
        assert.match(stdout, /Total +38\.48/);
        assert.match(stdout, /cap +everything +50\.00 +38\.48 +can't be told/);
        assert.match(
            stdout,
            /Not counted, because their price is unknown \(1\):\n.*\n.*aws:redshift\/cluster:Cluster/,
        );
        assert.match(stdout, /natGb +10\n/);
        assert.match(stdout, /List prices of eu-central-1 as of 20\d\d-\d\d/);
    });

    it("ends with 1 if the estimate exceeds the budget, and reports it as JSON", async () => {
        writeFileSync(file, JSON.stringify(state("20")));
        const { code, stdout } = await cost("--file", file, "--json");
        assert.equal(code, 1);
        const { budgets, unknown, region, totalUsd } = JSON.parse(stdout) as CostReport;
        assert.deepEqual(
            budgets.map(({ name, limitUsd, exceeded }) => ({ name, limitUsd, exceeded })),
            [{ name: "cap", limitUsd: 20, exceeded: true }],
        );
        assert.equal(unknown.length, 1);
        assert.equal(region, "eu-central-1");
        assert.ok(totalUsd.low < totalUsd.high);
    });

    const mistakes: [string, () => string[], RegExp][] = [
        ["two sources", () => ["--file", file, "--deployed"], /exclude each other/],
        [
            "an assumption that there is not",
            () => ["--file", file, "--assume", "nat=1"],
            /unknown assumption/,
        ],
        ["a file that is not there", () => ["--file", join(folder, "none")], /none can't be read/],
        ["a stack that there is not", () => ["--stack", "prd"], /prod/],
    ];
    for (const [what, args, says] of mistakes) {
        it(`takes ${what} for wrong usage`, async () => {
            const { code, stderr } = await cost(...args());
            assert.equal(code, 2, stderr);
            assert.match(stderr, says);
            assert.doesNotMatch(stderr, /^ +at /m);
        });
    }

    it("requires the region if the state does not contain it", async () => {
        writeFileSync(file, JSON.stringify({ deployment: {} }));
        const { code, stderr } = await cost("--file", file);
        assert.equal(code, 2);
        assert.match(stderr, /pass --region/);
    });
});
