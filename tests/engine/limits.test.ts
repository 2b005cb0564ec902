import assert from "node:assert/strict";
import * as path from "node:path";
import type { LimitsReport } from "../../operations/limits/examine";
import { callAws } from "./support/aws";
import { Clone } from "./support/clone";

const smallStack = path.join(__dirname, "fixtures/small.yaml");

describe("the quotas of an account", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("limited clone", smallStack);
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 0, all);
    });

    after(async () => {
        await clone.remove();
    });

    const row = ({ limits }: LimitsReport, name: string) => limits.find(({ limit }) => limit === name);

    async function report(expected: number): Promise<LimitsReport> {
        const { exitCode, stdout, all } = await clone.plumb("limits", "--json");
        assert.equal(exitCode, expected, all);
        return JSON.parse(stdout) as LimitsReport;
    }

    it("suffice for a deployed stack, whose own resources do not count as used by others", async () => {
        const found = await report(0);
        assert.ok(found.fits);
        assert.equal(found.account, "123456789012");
        const { needed, others, quota } = row(found, "VPCs") ?? {};
        assert.deepEqual([needed, others, quota], [1, 1, 5], "every account comes with a VPC");
        const subnet = row(found, "addresses of network-private-a");
        assert.deepEqual([subnet?.others, subnet?.source, subnet?.verdict], [0, "subnet", "ok"]);
    });

    it("are insufficient once other resources use them: exit code, amounts and advice", async () => {
        const emulator = await clone.emulator();
        const made: unknown[] = [];
        for (let at = 0; at < 4; at++) {
            made.push(await callAws(emulator, "ec2", "create_vpc", { CidrBlock: `10.1${at}.0.0/16` }));
        }
        const { exitCode, all } = await clone.plumb("limits");
        assert.equal(exitCode, 6, all);
        assert.match(all, /VPCs \(1 needed, 5 in use by others, 5 there\)/);
        assert.match(
            all,
            /request-service-quota-increase --region us-east-1 --service-code vpc --quota-code L-F678F1CE/,
        );
        for (const { Vpc } of made as { Vpc: { VpcId: string } }[]) {
            await callAws(emulator, "ec2", "delete_vpc", { VpcId: Vpc.VpcId });
        }
        await report(0);
    });

    it("are no change of the stack: a preview ends with 7 where none is expected and a tag has another value", async () => {
        await clone.editStackFile("local", (text) => text.replace(/^( *plumbline:owner:).*/m, "$1 somebody"));
        const { exitCode, all } = await clone.plumb("preview", "--expect-no-changes");
        await clone.git("checkout", "--quiet", "Pulumi.local.yaml");
        assert.equal(exitCode, 7, all);
    });

    it("are checked before the deployment, for the configured resources", async () => {
        await clone.editStackFile("local", (text) =>
            text.replace("uses: [table/carts", "reservedConcurrency: 950\n      uses: [table/carts"),
        );
        const found = await report(6);
        const { needed, spare, quota, verdict } = row(found, "Lambda concurrent executions") ?? {};
        assert.deepEqual([needed, spare, quota, verdict], [950, 100, 1000, "exceeded"]);
    });

    it("stop an emulated `up` and a rehearsal where the stack's own resources exceed them", async () => {
        const image = "public.ecr.aws/nginx/nginx-unprivileged:1.29.3-alpine";
        await clone.editStackFile("local", (text) =>
            text
                .replace("reservedConcurrency: 950", "reservedConcurrency: 10")
                .replace("10.0.0.0/16", "10.0.0.0/21")
                .replace(
                    "  plumbline:buckets:",
                    `  plumbline:services: { web: { image: "${image}", maxTasks: 300 } }\n  plumbline:buckets:`,
                ),
        );
        for (const args of [["up"], ["rehearse", "local", "--preview"]]) {
            const { exitCode, all } = await clone.plumb(...args);
            assert.equal(exitCode, 6, all);
            assert.match(
                all,
                /nothing was changed: addresses of network-private-a \(\d+ needed.*123 there\)/,
            );
            assert.doesNotMatch(all, /Updating|Previewing/);
        }
    });
});
