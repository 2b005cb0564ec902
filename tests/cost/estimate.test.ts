import assert from "node:assert/strict";
import * as fc from "fast-check";

import { type Assumptions, ASSUMPTIONS, readAssumptions } from "../../cost/assumptions";
import { byComponent } from "../../cost/byComponent";
import { estimate } from "../../cost/estimate";
import { COUNTED_ELSEWHERE, isFree } from "../../cost/free";
import { ESTIMATORS } from "../../cost/services";
import { type CostResource, UNKNOWN } from "../../cost/types";
import { recordStack, stackFileConfig, STACKS } from "../support/program";
import { CASES } from "./cases";
import { costResources } from "./recorded";

const REGION = "us-east-1";

/** Everything is used exactly once, so that sums are easy to check. */
const ONES = readAssumptions(
    Object.fromEntries(Object.keys(ASSUMPTIONS).map((name) => [name, 1])),
).assumptions;

const close = (actual: number, expected: number, what: string): void => {
    assert.ok(
        Math.abs(actual - expected) < 1e-9 + Math.abs(expected) * 1e-9,
        `${what}: ${actual} is not ${expected}`,
    );
};

const of = (type: string, props: CostResource["props"] = {}): CostResource => ({
    urn: `urn:pulumi:s::p::${type}::it`,
    type,
    name: "it",
    props,
});

const million = (assumptions: Partial<Record<keyof typeof ASSUMPTIONS, number>>): Assumptions =>
    readAssumptions({ ...ONES, ...assumptions }).assumptions;

describe("the estimate of", () => {
    for (const { what, resources, assumptions = {}, low, high = low } of CASES) {
        it(what, () => {
            const { total, unknown } = estimate(resources, {
                region: REGION,
                assumptions: million(assumptions),
            });
            assert.deepEqual(unknown, []);
            close(total.low, low, "low");
            close(total.high, high, "high");
        });
    }
});

describe("an estimate", function () {
    // Recording a stack takes a while.
    this.timeout(60_000);

    for (const stack of STACKS) {
        it(`has a price, or a zero price, for every type in stack ${stack}`, async () => {
            const resources = costResources((await recordStack(stack)).graph.resources);
            const region = String(stackFileConfig(stack)["plumbline:region"]);
            const { unknown, items, total } = estimate(resources, { region });
            assert.deepEqual(unknown, []);
            assert.ok(items.length > 50 && total.low > 50 && total.high > total.low);
            const judged = resources.filter(({ custom }) => custom).map(({ type }) => type);
            for (const type of new Set(judged)) {
                assert.notEqual(type in ESTIMATORS, isFree(type), `${type} must be either priced or free`);
            }
        });
    }

    it("keeps dev within 55 to 115 dollars, in a month with little traffic", async () => {
        const resources = costResources((await recordStack("dev")).graph.resources);
        const { total } = estimate(resources, { region: "eu-west-1" });
        assert.ok(total.low >= 55 && total.low <= 115, String(total.low));
    });

    it("is the same in a preview, where only program inputs are known", async () => {
        const [known, preview] = await Promise.all(
            [false, true].map(async (isPreview) =>
                estimate(costResources((await recordStack("prod", { preview: isPreview })).graph.resources), {
                    region: "eu-west-1",
                }),
            ),
        );
        assert.deepEqual(preview!.unknown, []);
        close(preview!.total.low, known!.total.low, "low");
        close(preview!.total.high, known!.total.high, "high");
    });

    it("lists unknown types, and never counts them as zero", () => {
        const resources = [
            of("aws:redshift/cluster:Cluster"),
            of("aws:ec2/instance:Instance", { instanceType: UNKNOWN }),
            of("aws:ec2/instance:Instance", { instanceType: "x9.huge" }),
            of("aws:autoscaling/group:Group", { minSize: 1, maxSize: 1 }),
            of("azure:compute/machine:Machine"),
            of("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" }),
        ];
        const { items, unknown } = estimate(resources, { region: REGION });
        assert.deepEqual(
            unknown.map(({ reason }) => reason),
            [
                "the price table has no entry for aws:redshift/cluster:Cluster",
                "instanceType is not known yet",
                "the price table has no x9.huge of ec2",
                "the launch template is not part of the stack",
                "the price table has no entry for azure:compute/machine:Machine",
                "subnetIds is missing",
            ],
        );
        // The volume of the instance whose type has no price is still counted.
        assert.deepEqual(
            items.map(({ what }) => what),
            ["volume"],
        );
    });

    it("has no price in a region outside the table, except for prices that all regions share", () => {
        const resources = [of("aws:ec2/natGateway:NatGateway"), of("aws:kms/key:Key")];
        const { items, unknown } = estimate(resources, { region: "sa-east-1" });
        assert.deepEqual(
            items.map(({ service }) => service),
            ["AWS Key Management Service", "AWS Key Management Service"],
        );
        assert.match(unknown[0]!.reason, /no nat of vpc in sa-east-1/);
        assert.equal(unknown.length, 2);
    });

    it("uses the region of a resource", () => {
        const abroad = of("aws:cloudwatch/logGroup:LogGroup", { region: "eu-central-1" });
        const [written] = estimate([abroad], { region: REGION }).items;
        assert.equal(written!.unitPrice, 0.63);
    });

    it("ignores components", () => {
        const component = { ...of("shop:index:Site"), custom: false };
        const group = of("shop:index:Site");
        const child = { ...of("aws:iam/role:Role"), parent: group.urn };
        assert.deepEqual(estimate([component], { region: REGION }).unknown, []);
        assert.deepEqual(estimate([group, child], { region: REGION }).unknown, []);
        assert.equal(estimate([of("aws-native:s3:Bucket")], { region: REGION }).unknown.length, 1);
    });

    it("names the outermost component of each item", () => {
        const stack = of("pulumi:pulumi:Stack");
        const outer = { ...of("shop:index:Site"), name: "web", parent: stack.urn };
        const inner = { ...of("shop:index:Bucket"), name: "files", parent: outer.urn };
        const alone = { ...of("aws:kms/key:Key"), name: "main", parent: stack.urn };
        const bucket = { ...of("aws:s3/bucket:Bucket"), parent: inner.urn };
        const { items } = estimate([stack, outer, inner, alone, bucket], { region: REGION });
        assert.deepEqual([...new Set(items.map(({ component }) => component))], ["Key main", "Site web"]);
    });

    it("is a sum of quantity × unit price, whichever way it is added up", () => {
        const types = Object.keys(ESTIMATORS);
        const anything = fc.array(
            fc.record({
                type: fc.constantFrom(...types, "aws:iam/role:Role", "x:y/z:Z"),
                name: fc.string(),
                props: fc.dictionary(
                    fc.constantFrom(
                        "instanceType",
                        "engine",
                        "minSize",
                        "maxSize",
                        "rules",
                        "cpu",
                        "settings",
                    ),
                    fc.oneof(
                        fc.constant(UNKNOWN),
                        fc.integer(),
                        fc.string(),
                        fc.constant([]),
                        fc.constant(null),
                    ),
                ),
            }),
            { maxLength: 30 },
        );
        fc.assert(
            fc.property(anything, fc.constantFrom("us-east-1", "eu-west-1", "xx"), (some, region) => {
                const resources = some.map((it, index) => ({ ...it, urn: `urn:${index}` }));
                const result = estimate(resources, { region });
                for (const { quantity, unitPrice, monthlyUsd } of result.items) {
                    assert.ok(quantity.low >= 0 && quantity.low <= quantity.high);
                    close(monthlyUsd.low, quantity.low * unitPrice, "low of an item");
                    close(monthlyUsd.high, quantity.high * unitPrice, "high of an item");
                }
                const components = byComponent(result);
                close(
                    components.reduce((sum, it) => sum + it.monthlyUsd.low, 0),
                    result.total.low,
                    "low",
                );
                close(
                    components.flatMap((it) => it.lines).reduce((sum, it) => sum + it.monthlyUsd.high, 0),
                    result.total.high,
                    "high",
                );
                // Another resource never makes a stack cheaper.
                assert.ok(estimate(resources.slice(1), { region }).total.low <= result.total.low + 1e-9);
            }),
        );
    });

    it("treats types as free whose price another resource includes", () => {
        for (const type of Object.keys(COUNTED_ELSEWHERE)) assert.ok(isFree(type) && !(type in ESTIMATORS));
    });
});
