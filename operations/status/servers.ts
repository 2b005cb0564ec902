/** Servers: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeAutoScalingGroups.html */
import {
    DescribeTargetHealthCommand,
    ElasticLoadBalancingV2Client,
    type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { ofType, type Part, textOf } from "../parts/parts";
import { groupsNamed, type ScalingGroup } from "../aws/scalingGroups";
import { chunks } from "../../model/lists";
import { type Condition, gone, type Look, type Row } from "./row";

/** Groups in one request. */
const MOST = 50;

export const servers: Look = async (parts, { client, ask }) => {
    const balancer = new ElasticLoadBalancingV2Client(client);
    const placed = parts.map((part) => ({
        part,
        name: textOf(ofType(part, "aws:autoscaling/group:Group")[0], "name") ?? "",
    }));
    const names = placed.map(({ name }) => name);
    const [groups, targets] = await Promise.all([
        Promise.all(chunks(names, MOST).map(async (batch) => groupsNamed(batch, ask))),
        Promise.all(parts.map(async (part) => targetsOf(part, balancer))),
    ]);
    const byName = new Map(groups.flat().map((group) => [group.name, group]));
    return placed.map(({ part, name }, at) => {
        const group = byName.get(name);
        return group === undefined ? gone(part.id) : rowOf(part, group, targets[at]);
    });
};

/** Health by the load balancer; undefined: none asks it. */
async function targetsOf(
    part: Part,
    balancer: ElasticLoadBalancingV2Client,
): Promise<readonly TargetHealthDescription[] | undefined> {
    const arn = textOf(ofType(part, "aws:lb/targetGroup:TargetGroup")[0], "arn");
    if (arn === undefined) return undefined;
    const answer = await balancer.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }));
    return answer.TargetHealthDescriptions ?? [];
}

function rowOf({ id }: Part, group: ScalingGroup, targets?: readonly TargetHealthDescription[]): Row {
    const { desired, instances, template } = group;
    const inService = instances.filter(({ health, state }) => health === "Healthy" && state === "InService");
    const states = (targets ?? []).map((target) => target.TargetHealth?.State ?? "unknown");
    const healthy = states.filter((state) => state === "healthy").length;
    const behind =
        targets === undefined ? "" : `, ${healthy} of ${targets.length} healthy behind the load balancer`;
    return {
        id,
        condition: conditionOf(group, inService.length, states),
        runs: `${inService.length} of ${desired} instances${behind}`,
        version: template === undefined ? "" : `template ${template}`,
        last: instances.map((one) => `${one.id} ${one.state}`).join(", "),
        facts: {
            desired,
            inService: inService.length,
            template: template ?? null,
            instances,
            ...(targets === undefined ? {} : { targets: states }),
        },
    };
}

function conditionOf(
    { desired, instances }: ScalingGroup,
    inService: number,
    targets: readonly string[],
): Condition {
    if (desired === 0 && instances.length === 0) return "idle";
    if (instances.some(({ state }) => /^(Pending|Terminating)/.test(state))) return "changing";
    if (inService < desired || targets.includes("unhealthy")) return "broken";
    return targets.some((state) => state === "initial" || state === "draining") ? "changing" : "healthy";
}
