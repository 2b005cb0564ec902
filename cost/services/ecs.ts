/** Containers on Fargate; containers on EC2 are billed as instances. */
import { exactly, hoursOf, times } from "../ranges";
import type { Reader } from "../properties";
import { read, type Stack } from "../stack";
import { type CostResource, type Line, type Range, Undetermined } from "../types";
import { address } from "./ec2";
import type { Estimators } from "../estimator";
import { scaled } from "../scaling";

const SERVICE = "aws:ecs/service:Service";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

/** Free GiB of storage per task. */
const FREE_STORAGE_GIB = 20;

/** CPU units of a core, and MiB of a GB as Fargate counts. */
const UNITS = 1024;

export const ecs: Estimators = {
    [SERVICE]: (resource, context) => {
        const service = read(resource);
        const shares = fargateShares(service);
        if (shares === undefined) return [];
        const task = taskOf(resource, context.stack);
        const scaling = scaled(context.stack, resource, "ecs:service:DesiredCount");
        const tasks = times(scaling ?? desired(service), scaling?.share ?? 1);
        const hours = hoursOf(tasks);
        return [
            ...fargateLines(task, hours, shares),
            ...(service.flag("networkConfiguration.assignPublicIp") === true ? [address(tasks)] : []),
        ];
    },
    "aws:ecs/cluster:Cluster": (resource, { stack, assumptions }) => {
        const setting = read(resource)
            .readers("settings")
            .find((it) => it.text("name") === "containerInsights");
        const insights = setting?.text("value");
        const services = stack.referringTo(resource, SERVICE).length;
        if (insights !== "enabled" && insights !== "enhanced") return [];
        const metrics = insights === "enhanced" ? "insightsMetricsEnhanced" : "insightsMetrics";
        return [
            {
                what: `Container Insights of ${services} services`,
                price: insights === "enhanced" ? "cloudwatch/metric.enhanced" : "cloudwatch/metric",
                quantity: times(assumptions[metrics], services),
                assumptions: [metrics],
            },
        ];
    },
};

/** CPU, memory and storage of tasks that run for so many hours. */
export function fargateLines(task: Reader, hours: Range, shares: readonly Share[] = [["", 1]]): Line[] {
    const architecture = task.text("runtimePlatform.cpuArchitecture") === "ARM64" ? "arm64" : "x86_64";
    const system = task.text("runtimePlatform.operatingSystemFamily") ?? "LINUX";
    if (system !== "LINUX") throw new Undetermined(`the price table has no tasks on ${system}`);
    const storage = (task.number("ephemeralStorage.sizeInGib") ?? FREE_STORAGE_GIB) - FREE_STORAGE_GIB;
    return [
        ...shares.flatMap(([prefix, share]) => [
            {
                what: `CPU of tasks${prefix === "" ? "" : " on Spot"}`,
                price: `fargate/${prefix}vcpu.${architecture}`,
                quantity: times(hours, share * size(task.needText("cpu"), "vCPU")),
            },
            {
                what: `memory of tasks${prefix === "" ? "" : " on Spot"}`,
                price: `fargate/${prefix}gb.${architecture}`,
                quantity: times(hours, share * size(task.needText("memory"), "GB")),
            },
        ]),
        ...(storage > 0
            ? [{ what: "storage of tasks", price: "fargate/storage", quantity: times(hours, storage) }]
            : []),
    ];
}

/** A part of the tasks, on demand or on Spot. */
type Share = [prefix: "" | "spot.", share: number];

/** Fargate's share on demand and on Spot; undefined for a service that runs on instances. */
export function fargateShares(service: Reader): Share[] | undefined {
    const strategies = service.readers("capacityProviderStrategies");
    if (strategies.length === 0) return service.text("launchType") === "EC2" ? undefined : [["", 1]];
    const weights = strategies.map((it) => ({
        provider: it.needText("capacityProvider"),
        weight: it.number("weight") ?? 0,
    }));
    const total = weights.reduce((sum, { weight }) => sum + weight, 0);
    const share = (name: string): number =>
        weights.filter(({ provider }) => provider === name).reduce((sum, { weight }) => sum + weight, 0) /
        (total === 0 ? 1 : total);
    const shares: Share[] = [
        ["", share("FARGATE")],
        ["spot.", share("FARGATE_SPOT")],
    ];
    const onFargate = shares.filter(([, part]) => part > 0);
    return onFargate.length === 0 ? undefined : onFargate;
}

function desired(service: Reader): Range {
    return exactly(service.number("desiredCount") ?? 1);
}

/** The task definition that a service runs. */
export function taskOf(resource: CostResource, stack: Stack): Reader {
    const [task] = stack.referredBy(resource, TASK);
    if (task === undefined) throw new Undetermined("the task definition is not part of the stack");
    return read(task);
}

/** CPU and memory are in units of 1/1024, or in text such as `0.5 vCPU` or `1 GB`. */
export function size(text: string, unit: "vCPU" | "GB"): number {
    const whole = new RegExp(`^([\\d.]+) *${unit}$`, "i").exec(text);
    const value = whole ? Number(whole[1]) : Number(text) / UNITS;
    if (Number.isNaN(value)) throw new Undetermined(`"${text}" is no amount of ${unit}`);
    return value;
}
