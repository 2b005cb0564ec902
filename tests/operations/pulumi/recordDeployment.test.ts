import assert from "node:assert/strict";
import type { OperationResult } from "../../../operations/pulumi/runPulumi";
import { metricsOf, recordDeployment } from "../../../operations/pulumi/recordDeployment";

const unchanged = { created: 0, updated: 0, replaced: 0, deleted: 0, unchanged: 40 };
const changed = { ...unchanged, updated: 1 };

function ended(
    changes: typeof unchanged,
    { exitCode = 0, interrupted = false, begun = true } = {},
): OperationResult {
    const seconds = begun ? 61 : undefined;
    return { exitCode, interrupted, summary: { changes, complete: true, seconds, outputs: undefined } };
}

const values = (result: OperationResult) =>
    Object.fromEntries(metricsOf(result).map(({ MetricName, Value }) => [MetricName, Value]));

describe("the metrics of a deployment", () => {
    it("are success and duration if resources changed", () => {
        assert.deepEqual(values(ended(changed)), { Success: 1, Duration: 61 });
    });

    it("are a failure, before or after the first change", () => {
        assert.deepEqual(values(ended(changed, { exitCode: 255 })), { Success: 0, Duration: 61 });
        assert.deepEqual(values(ended(unchanged, { exitCode: 255 })), { Success: 0, Duration: 61 });
    });

    it("are absent if nothing changed, or an interrupt ended the deployment", () => {
        assert.deepEqual(values(ended(unchanged)), {});
        assert.deepEqual(values(ended(changed, { exitCode: 255, interrupted: true })), {});
        assert.deepEqual(values(ended(changed, { exitCode: 255, begun: false })), {});
    });

    it("are skipped with a warning if CloudWatch does not answer", async () => {
        const warnings: string[] = [];
        const credentials = { accessKeyId: "123456789012", secretAccessKey: "secret" };
        const emulator = "http://127.0.0.1:9";
        const place = { accountId: "123456789012", region: "eu-west-1", emulator, credentials };
        await recordDeployment({ stack: "local", project: "plumbline" }, place, ended(changed), (text) =>
            warnings.push(text),
        );
        assert.equal(warnings.length, 1);
        assert.match(String(warnings[0]), /^The deployment is not recorded in CloudWatch: .*ECONNREFUSED/);
    });
});
