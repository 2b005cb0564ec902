import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";
import { seesProcesses, watched } from "./processes";
import type { Row } from "./row";
import { deploymentWait } from "./waits";

/** Row 8: what components add to a state that is read and written at every step. */
export const stateSize: Row = {
    number: 8,
    title: "size of the state ÷ that of the flat program",
    goal: 1.15,
    measure: async ({ workbench }) => {
        const bench = await workbench();
        const flat = await bench.flat();
        const [ours, other] = [
            await bench.stateBytes(bench.engine, "plumbline"),
            await bench.stateBytes(flat, "flat"),
        ];
        return { kind: "amounts", ours, other, unit: "bytes" };
    },
};

/** Row 9: processes of the AWS provider, of which each takes hundreds of megabytes. */
export const providers: Row = {
    number: 9,
    title: "AWS providers started ÷ accounts",
    goal: 1,
    measure: async ({ workbench }) => {
        if (!seesProcesses) {
            return { kind: "notMeasured", reason: "processes are counted in /proc, which only Linux has" };
        }
        const bench = await workbench();
        const seen = new Set<number>();
        await watched(bench.operation(bench.engine, "preview"), ({ pid, program }) => {
            if (program.startsWith("pulumi-resource-aws")) seen.add(pid);
        });
        return { kind: "amounts", ours: seen.size, other: 1, unit: "processes" };
    },
};

/** Seconds that a deployment waits with AWS's defaults: 300 drain, 150 health, 30 stop. */
const AWS_DEFAULT = 480;

/** Row 10: what a deployment waits for by itself, however quick the application is. */
export const deploymentWaits: Row = {
    number: 10,
    title: "longest wait of a service's deployment ÷ AWS's defaults",
    goal: 1 / 16,
    measure: async ({ workbench }) => {
        const { deployment } = await (await workbench()).state();
        const resources = (deployment.resources ?? []).map(named);
        const services = resources.filter(({ type }) => type === "aws:ecs/service:Service");
        const longest = Math.max(...services.map(({ name }) => deploymentWait(resources, name).total));
        return { kind: "amounts", ours: longest, other: AWS_DEFAULT, unit: "seconds" };
    },
};

function named({ urn, type, inputs = {} }: Resource) {
    return { type, name: nameOf(urn), inputs };
}
