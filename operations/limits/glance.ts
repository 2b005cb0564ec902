/** Whether a stack file can exceed a limit of its own resources at all. Pure functions over its settings. */
import type { Settings } from "../../config/validate";
import { usableAddresses } from "./addresses";

/** The parts of a stack's settings that decide it. */
export type Glanced = Pick<
    Settings,
    "network" | "functions" | "services" | "servers" | "databases" | "caches"
>;

/**
 * Entries with which no limit is reached: a group has a rule for each workload at most, and three more at the load balancer.
 * Of its 60 rules and 100 target groups (two for each service) these leave a few.
 */
const FEW = 45;

/** Bits that the smallest subnets, of the public and the isolated tier, have less than the network. */
const SMALLEST_BITS = 6;

/** Addresses that a load balancer, NAT gateways and replaced instances may take in one subnet. */
const SPARE = 16;

/** Of a proxy and its endpoint for readers. */
const PROXY = 20;

/**
 * A preview takes as long as half an `up` of an emulated stack. Most stacks are so small that none of their own resources can
 * exceed a limit, which their stack file alone tells.
 *
 * @returns false if certainly none is exceeded
 */
export function mayExceed(settings: Glanced): boolean {
    const { network, functions, services, servers } = settings;
    const workloads = [...Object.values(functions), ...Object.values(services), ...Object.values(servers)];
    return (
        workloads.length > FEW ||
        workloads.some(({ uses }) => uses.length > FEW) ||
        (network !== undefined && mostAddresses(settings, network) > usableAddresses(smallest(network.cidr)))
    );
}

function smallest(cidr: string): string {
    const [address = "", prefix = ""] = cidr.split("/");
    return `${address}/${Number(prefix) + SMALLEST_BITS}`;
}

/** More than any subnet has to hold: everything in one, scaled out and during a deployment. */
function mostAddresses(
    { functions, services, servers, databases, caches }: Glanced,
    network: NonNullable<Glanced["network"]>,
): number {
    const tasks = Object.values(services).map(
        ({ maxTasks, schedules }) =>
            2 * Math.max(maxTasks, ...Object.values(schedules).map((schedule) => schedule.maxTasks)),
    );
    const nodes = Object.values(databases).map((it) => {
        const members = "readers" in it ? 1 + Math.max(it.readers, it.maxReaders ?? 0) : 2;
        return members + (it.proxy ? PROXY : 0);
    });
    const counts = [
        SPARE,
        network.interfaceEndpoints.length,
        Object.keys(functions).length,
        ...tasks,
        ...Object.values(servers).map(({ maxInstances }) => 2 * maxInstances),
        ...nodes,
        ...Object.values(caches).map(({ replicas }) => 1 + replicas),
    ];
    return counts.reduce((sum, count) => sum + count, 0);
}
