import { read, type Stack } from "./stack";
import type { CostResource, Range } from "./types";

const TARGET = "aws:appautoscaling/target:Target";
const ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/**
 * The limits between which Application Auto Scaling keeps something; undefined if it does not scale it.
 *
 * @param dimension such as `ecs:service:DesiredCount`
 * @param part what the resource's id must end with, if that is known, such as the name of an index
 */
export function scaled(
    stack: Stack,
    resource: CostResource,
    dimension: string,
    part?: string,
): Range | undefined {
    const targets = stack
        .referringTo(resource, TARGET)
        .filter((target) => read(target).text("scalableDimension") === dimension);
    const target =
        targets.length > 1 && part !== undefined ? targets.find((it) => isOf(it, part)) : targets[0];
    if (target === undefined) return undefined;
    const limits = [target.props, ...actions(stack, target)].map((props) => {
        const limit = read({ ...target, props });
        return { min: limit.number("minCapacity"), max: limit.number("maxCapacity") };
    });
    const numbers = (key: "min" | "max"): number[] => limits.flatMap((limit) => limit[key] ?? []);
    return { low: Math.min(...numbers("min")), high: Math.max(...numbers("max")) };
}

/** A schedule sets other limits for a while. */
function actions(stack: Stack, target: CostResource): CostResource["props"][] {
    return stack
        .referringTo(target, ACTION)
        .map(({ props }) => props["scalableTargetAction"])
        .filter((action): action is CostResource["props"] => typeof action === "object" && action !== null);
}

/** Before ids exist, the logical name identifies a target. */
function isOf(target: CostResource, part: string): boolean {
    const id = target.props["resourceId"];
    return typeof id === "string" && id.includes("/") ? id.endsWith(`/${part}`) : target.name.includes(part);
}
