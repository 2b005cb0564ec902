import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { scan } from "../drift/scan";
import { Failure } from "../pulumi/failure";
import type { Engine } from "../pulumi/engine";
import { checking } from "./loading";
import { interleaved, type Task } from "./measure";
import type { Row } from "./row";

const unchanged = ["preview", "--expect-no-changes"] as const;

/** Row 1: what components, links and configuration cost on top of what the resources themselves do. */
export const flatPreview: Row = {
    number: 1,
    title: "preview ÷ preview of a flat program with the same resources",
    goal: 1.1,
    measure: async ({ workbench, runs }) => {
        const bench = await workbench();
        const ours = bench.operation(bench.engine, ...unchanged);
        // Changes would alter the work: the flat program must declare exactly the deployed resources.
        const flat = bench.operation(await bench.flat(), ...unchanged);
        return { kind: "times", pair: await interleaved(ours, flat, runs) };
    },
};

/** Row 3: what `plumb` saves by not checking types at every start. */
export const transpiledPreview: Row = {
    number: 3,
    title: "preview with ÷ without transpile-only loading",
    goal: 0.5,
    measure: async ({ workbench, runs }) => {
        const bench = await workbench();
        const checked = await bench.withProjectFile("checked", (text) =>
            text.replace("tsconfig: tsconfig.run.json", "tsconfig: tsconfig.checked.json"),
        );
        await writeFile(
            path.join(checked.paths.root, "tsconfig.checked.json"),
            JSON.stringify({ extends: "./tsconfig.json", "ts-node": checking }),
        );
        const environment = { ...checked.environment, PULUMI_NODEJS_TRANSPILE_ONLY: "false" };
        return {
            kind: "times",
            pair: await interleaved(
                bench.operation(bench.engine, ...unchanged),
                bench.operation({ ...checked, environment }, ...unchanged),
                runs,
            ),
        };
    },
};

/** Row 4: what the policy pack costs. */
export const judgedPreview: Row = {
    number: 4,
    title: "preview with ÷ without the policy pack",
    goal: 1.2,
    measure: async ({ root, workbench, runs }) => {
        const pack = path.join(root, "policy-pack");
        if (!existsSync(path.join(pack, "PulumiPolicy.yaml"))) {
            return { kind: "notMeasured", reason: "not built: there is no policy pack yet" };
        }
        const bench = await workbench();
        const judged = bench.operation(bench.engine, ...unchanged, "--policy-pack", pack);
        const plain = bench.operation(bench.engine, ...unchanged);
        return { kind: "times", pair: await interleaved(judged, plain, runs) };
    },
};

/** A drift scan right after a deployment. @throws Failure if it finds any drift */
export function scanned(engine: Engine): Task {
    return async () => {
        const { report } = await scan({
            engine,
            code: true,
            maxMissing: 5,
            maxMissingPercent: 10,
            timeout: 1_800_000,
        });
        // AWS may have changed a stack right after its deployment: a rotation, a default.
        if (!["clean", "delegatedOrWaived"].includes(report.verdict)) {
            const names = report.findings.map(({ name, verdict }) => `${name}: ${verdict}`);
            throw new Failure(
                `The scan after the deployment returned ${report.verdict}: ` +
                    [...report.reasons, ...names].join("; "),
            );
        }
    };
}

/** Row 6: the cost of a scan without drift. */
export const driftScan: Row = {
    number: 6,
    title: "drift scan without drift ÷ preview without change",
    goal: 1.5,
    measure: async ({ workbench, runs }) => {
        const bench = await workbench();
        const look = scanned(bench.engine);
        const preview = bench.operation(bench.engine, ...unchanged);
        return { kind: "times", pair: await interleaved(look, preview, runs) };
    },
};

/** Row 7: what it saves to deploy without looking first. */
export const secondUp: Row = {
    number: 7,
    title: "second up with the preview skipped ÷ with it",
    goal: 0.6,
    measure: async ({ workbench, runs }) => {
        const bench = await workbench();
        const skipped = bench.operation(bench.engine, "up", "--yes", "--skip-preview");
        const both = bench.operation(bench.engine, "up", "--yes");
        return { kind: "times", pair: await interleaved(skipped, both, runs) };
    },
};
