import { awakeShare } from "./hours";
import { read, type Stack } from "./stack";
import type { CostResource, Range } from "./types";

const TARGET = "aws:appautoscaling/target:Target";
const ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** Limits of what scales, and the part of the week that they hold. */
interface Scaled extends Range {
    /** Below 1 with working hours. */
    readonly share: number;
}

/**
 * The limits between which Application Auto Scaling keeps something, with working hours those of the day; undefined if it
 * does not scale it.
 *
 * @param dimension such as `ecs:service:DesiredCount`
 * @param part what the resource's id must end with, if that is known, such as the name of an index
 */
export function scaled(
    stack: Stack,
    resource: CostResource,
    dimension: string,
    part?: string,
): Scaled | undefined {
    const targets = stack
        .referringTo(resource, TARGET)
        .filter((target) => read(target).text("scalableDimension") === dimension);
    const target =
        targets.length > 1 && part !== undefined ? targets.find((it) => isOf(it, part)) : targets[0];
    if (target === undefined) return undefined;
    const all = actions(stack, target);
    const share = awakeShare(all.map(({ cron, props }) => ({ cron, isOn: props["maxCapacity"] !== 0 })));
    const awake = all.filter(({ props }) => share === 1 || props["maxCapacity"] !== 0);
    // At night the target itself has none.
    const limits = [...(share === 1 ? [target.props] : []), ...awake.map(({ props }) => props)].map(
        (props) => {
            const limit = read({ ...target, props });
            return { min: limit.number("minCapacity"), max: limit.number("maxCapacity") };
        },
    );
    const numbers = (key: "min" | "max"): number[] => limits.flatMap((limit) => limit[key] ?? []);
    return { low: Math.min(...numbers("min")), high: Math.max(...numbers("max")), share };
}

/** A schedule sets other limits for a while. */
function actions(
    stack: Stack,
    target: CostResource,
): { readonly cron: string | undefined; readonly props: CostResource["props"] }[] {
    return stack.referringTo(target, ACTION).flatMap((action) => {
        const props = action.props["scalableTargetAction"];
        const cron = read(action).text("schedule");
        return typeof props === "object" && props !== null
            ? [{ cron, props: props as CostResource["props"] }]
            : [];
    });
}

/** Before ids exist, the logical name identifies a target. */
function isOf(target: CostResource, part: string): boolean {
    const id = target.props["resourceId"];
    return typeof id === "string" && id.includes("/") ? id.endsWith(`/${part}`) : target.name.includes(part);
}
