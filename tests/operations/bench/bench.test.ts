import assert from "node:assert/strict";
import { flatState } from "../../../operations/bench/flatProgram";
import { expectCommand, interleaved, median, typical } from "../../../operations/bench/measure";
import { judge } from "../../../operations/bench/result";
import { peers, rows } from "../../../operations/bench/rows";
import { Failure } from "../../../operations/pulumi/failure";
import { ROOT } from "../../support/program";

describe("measuring side by side", () => {
    it("warms up both, then alternates, and changes the order", async () => {
        const order: string[] = [];
        const task = (name: string) => () => {
            order.push(name);
            return Promise.resolve();
        };
        const pair = await interleaved(task("a"), task("b"), 3);
        assert.equal(order.join(""), "abab" + "ba" + "ab");
        assert.deepEqual([pair.ours.length, pair.other.length], [3, 3]);
    });

    it("returns the median, which a single slow run does not change", () => {
        assert.equal(median([1, 100, 2]), 2);
        assert.equal(median([4, 1, 2, 3]), 2.5);
        assert.throws(() => median([]), RangeError);
        const taken = [1, 9, 2].map((wall) => ({ wall, processor: wall / 2 }));
        assert.deepEqual(typical(taken), { wall: 2, processor: 1 });
        assert.equal(typical([{ wall: 1, processor: undefined }]).processor, undefined);
    });

    it("measures CPU time separately from elapsed time", async () => {
        const idle = "setTimeout(() => {}, 400)";
        const busy = "for (const end = Date.now() + 400; Date.now() < end; );";
        const task = (script: string) => async () =>
            expectCommand(process.execPath, ["--eval", script], { cwd: ROOT });
        const { ours, other } = await interleaved(task(busy), task(idle), 1);
        const [used, waited] = [typical(ours), typical(other)];
        assert.ok(waited.wall >= 0.4, `${waited.wall} s`);
        // Only Linux reports it.
        const known = process.platform === "linux";
        assert.equal(waited.processor !== undefined, known);
        assert.ok(
            !known || (used.processor ?? 0) > (waited.processor ?? 0),
            JSON.stringify({ used, waited }),
        );
    }).timeout(30_000);

    it("fails with the program's error output, instead of measuring the failure", async () => {
        const failing = expectCommand(process.execPath, ["--eval", "throw new Error('no such stack')"], {
            cwd: ROOT,
        });
        await assert.rejects(
            failing,
            (error) => error instanceof Failure && /no such stack/.test(error.message),
        );
    });
});

describe("rows of the benchmark", () => {
    it("have the numbers of the table, each once", () => {
        assert.deepEqual(
            rows.map(({ number }) => number),
            Array.from({ length: 16 }, (_, at) => at + 1),
        );
    });

    it("are skipped unless named, if they take long or compare with other tools", () => {
        const optional = rows.filter(({ isOptional }) => isOptional);
        assert.deepEqual(
            optional.map(({ number, goal }) => [number, goal]),
            [
                [14, 0.9],
                [15, 1],
                [16, 1.05],
            ],
        );
        assert.deepEqual(
            peers.map(({ number }) => number),
            [14, 16],
        );
    });

    it("about OpenTofu require its official AWS provider", async () => {
        const unused = () => {
            throw new Error("nothing is built, and nothing deployed");
        };
        for (const kind of ["installed", "official"] as const) {
            const toolchain = { kind, version: "", pulumi: "", environment: {}, parts: [] };
            for (const row of peers) {
                assert.deepEqual(
                    await row.measure({ root: ROOT, runs: 1, toolchain, notice: unused, workbench: unused }),
                    {
                        kind: "notMeasured",
                        reason: `OpenTofu uses the provider built here, and the ${kind} Pulumi another one`,
                    },
                );
            }
        }
    });

    it("are met up to their goal, and missed above it", () => {
        const row = rows[0]!;
        const of = (ours: number) => judge(row, { kind: "amounts", ours, other: 100, unit: "bytes" });
        assert.deepEqual([of(110).verdict, of(111).verdict], ["met", "missed"]);
        assert.deepEqual([of(111).ratio, of(111).ours], [1.11, "111 bytes"]);
        const times = [{ wall: 3, processor: 2 }];
        const other = [{ wall: 2, processor: 2 }];
        const judged = judge(row, { kind: "times", pair: { ours: times, other } });
        assert.deepEqual([judged.verdict, judged.ratio, judged.processorRatio], ["missed", 1.5, 1]);
        assert.equal(judge(row, { kind: "notMeasured", reason: "why" }).verdict, "not measured");
    });
});

describe("the state of the flat program", () => {
    const urn = (types: string, name: string): string => `urn:pulumi:local::plumbline::${types}::${name}`;
    const provider = urn("pulumi:providers:aws", "aws");
    const network = urn("plumbline:index:Network", "network");
    const vpc = urn("plumbline:index:Network$aws:ec2/vpc:Vpc", "network");
    const parts = [1, 2].map((index) => urn(`plumbline:index:Part${index}$aws:ec2/subnet:Subnet`, "a"));

    const flat = flatState({
        version: 3,
        deployment: {
            manifest: {},
            resources: [
                { urn: urn("pulumi:pulumi:Stack", "s"), type: "pulumi:pulumi:Stack", custom: false },
                { urn: provider, type: "pulumi:providers:aws", custom: true, id: "p1" },
                { urn: network, type: "plumbline:index:Network", custom: false },
                { urn: vpc, type: "aws:ec2/vpc:Vpc", custom: true, id: "vpc-1", provider: `${provider}::p1` },
                ...parts.map((part) => ({
                    urn: part,
                    type: "aws:ec2/subnet:Subnet",
                    custom: true,
                    id: "s",
                    protect: true,
                    dependencies: [vpc, network],
                    propertyDependencies: { vpcId: [vpc] },
                })),
                { urn: urn("aws:iam/x:X", "read"), type: "aws:iam/x:X", custom: true, external: true },
            ],
        },
    });
    const resources = flat.deployment.resources ?? [];

    it("has every resource of a provider, but no components and no data sources", () => {
        assert.deepEqual(
            resources.map((one) => one.urn.split("::").slice(2).join(" ")),
            [
                "pulumi:pulumi:Stack flat-flat",
                "pulumi:providers:aws aws",
                "aws:ec2/vpc:Vpc network",
                "aws:ec2/subnet:Subnet a",
                "aws:ec2/subnet:Subnet a-2",
            ],
        );
        for (const one of resources.slice(1)) assert.equal(one["parent"], resources[0]?.urn);
    });

    it("refers to itself only", () => {
        const [, , own, subnet] = resources;
        assert.equal(own?.provider, "urn:pulumi:flat::flat::pulumi:providers:aws::aws::p1");
        assert.deepEqual(subnet?.dependencies, [own.urn]);
        assert.deepEqual(subnet?.propertyDependencies, { vpcId: [own.urn] });
        assert.doesNotMatch(JSON.stringify(resources), /plumbline/);
        assert.equal(subnet?.["protect"], false);
    });
});
