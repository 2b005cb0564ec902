/** Environments for developers that real systems have, within what they may cost: docs/small.md explains them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { readAssumptions } from "../../cost/assumptions";
import { budgetsOf, useOfBudgets } from "../../cost/budget";
import { estimate } from "../../cost/estimate";
import { withPublicRoutes } from "../../operations/policy/packConfiguration";
import { today } from "../../policy-pack/core/waivers";
import { rules } from "../../policy-pack/policies";
import { ask } from "../policy-pack/support/engine";
import { sentOf } from "../policy-pack/support/stacks";
import { ourWaivers } from "../policy-pack/support/waivers";
import { run } from "../support/program";
import { costResources } from "./recorded";

type Config = Readonly<Record<string, unknown>>;

const REGION = "eu-west-1";

const configOf = (name: string): Config =>
    (parse(readFileSync(join(__dirname, "fixtures", `${name}.yaml`), "utf8")) as { config: Config }).config;

/** A few developers, who look at six front ends and deploy now and then. */
const FEW = {
    cdnGb: 5,
    cdnRequests: 100_000,
    auroraGb: 5,
    auroraIo: 2_000_000,
    loadBalancerUnits: 0.1,
    databaseBackupGb: 0,
    natGb: 10,
    bucketGb: 2,
    imageGb: 1,
    logGb: 0.2,
    traces: 50_000,
    apiRequests: 100_000,
    functionCalls: 100_000,
    messages: 100_000,
    bucketWrites: 10_000,
    bucketReads: 100_000,
    keyRequests: 100_000,
    zoneQueries: 100_000,
};

/** Rules whose advice such an environment may leave out, for the money. */
const TRADES = [
    "autoscaling-always-on",
    "autoscaling-two-zones",
    "ec2-no-elastic-address",
    "ec2-no-public-ip",
    "ec2-source-dest-check",
    "vpc-nat-per-zone",
];

/** Those that it does leave out. */
const TRADED: Readonly<Record<string, readonly string[]>> = {
    delivery: ["autoscaling-two-zones", "ec2-no-elastic-address"],
    streaming: ["autoscaling-two-zones", "ec2-no-elastic-address", "ec2-source-dest-check"],
};

type Apis = Parameters<typeof withPublicRoutes>[1]["apis"];
const routesOf = (name: string): Apis => (configOf(name)["plumbline:apis"] ?? {}) as Apis;

describe("dev of a real system", function () {
    this.timeout(120_000);

    const recorded = new Map<string, ReturnType<typeof run>>();
    const recording = (name: string) => {
        const found = recorded.get(name) ?? run("dev", configOf(name));
        recorded.set(name, found);
        return found;
    };
    const costs = async (name: string, assumed: object = {}) => {
        const resources = costResources((await recording(name)).graph.resources);
        const { assumptions, problems } = readAssumptions(assumed);
        assert.deepEqual(problems, []);
        const all = estimate(resources, { region: REGION, assumptions });
        assert.deepEqual(all.unknown, []);
        return {
            ...all.total,
            verdicts: useOfBudgets(all, budgetsOf(resources)).map(({ verdict }) => verdict),
        };
    };

    it("delivery: keeps its 50 dollars, in a busy month as well", async () => {
        const { low, high, verdicts } = await costs("delivery");
        assert.deepEqual(verdicts, ["kept"]);
        assert.ok(low > 10 && high <= 50, `${low} to ${high}`);
    });

    it("streaming: keeps its 115 dollars with the use of a few developers", async () => {
        assert.deepEqual((await costs("streaming")).verdicts, ["busy"]);
        const { low, high, verdicts } = await costs("streaming", FEW);
        assert.deepEqual(verdicts, ["kept"]);
        assert.ok(low > 55 && high <= 115, `${low} to ${high}`);
    });

    for (const name of ["delivery", "streaming"]) {
        it(`${name}: breaks no policy, needs no waiver of its own, and leaves out only what docs/small.md says`, async () => {
            const found = await ask(rules, sentOf(await recording(name)), {
                environment: "dev",
                waivers: ourWaivers(),
                settings: withPublicRoutes({}, { apis: routesOf(name) }) as Readonly<
                    Record<string, Readonly<Record<string, unknown>>>
                >,
                today: today(),
            });
            const shown = (level: string) =>
                found
                    .filter((one) => one.level === level)
                    .map(({ rule, urn, message }) => `${rule} ${urn.split("::").at(-1)}: ${message}`);
            assert.deepEqual(shown("mandatory"), []);
            const advice = [
                ...new Set(found.filter(({ level }) => level === "advisory").map(({ rule }) => rule)),
            ];
            assert.deepEqual(advice.filter((rule) => TRADES.includes(rule)).sort(), TRADED[name]);
        });
    }
});
