/** Groups of EC2 Auto Scaling: a service of AWS's Query protocol, which no SDK client here is for. */
import { XMLParser } from "fast-xml-parser";
import type { Ask } from "./ask";

export interface ScalingGroup {
    readonly name: string;
    readonly desired: number;
    /** Version of its launch template. */
    readonly template: string | undefined;
    readonly instances: readonly { readonly id: string; readonly state: string; readonly health: string }[];
}

interface Member {
    readonly AutoScalingGroupName?: string;
    readonly DesiredCapacity?: string;
    readonly LaunchTemplate?: Template;
    readonly MixedInstancesPolicy?: {
        readonly LaunchTemplate?: { readonly LaunchTemplateSpecification?: Template };
    };
    readonly Instances?: { readonly member?: readonly Instance[] } | "";
}

interface Template {
    readonly Version?: string;
}

interface Instance {
    readonly InstanceId?: string;
    readonly LifecycleState?: string;
    readonly HealthStatus?: string;
}

/** Fifty names at most. Groups that are not there are not in the answer. */
export async function groupsNamed(names: readonly string[], ask: Ask): Promise<ScalingGroup[]> {
    if (names.length === 0) return [];
    const query = new URLSearchParams([
        ["Action", "DescribeAutoScalingGroups"],
        ["Version", "2011-01-01"],
        ["MaxRecords", "100"],
        ...names.map((name, at) => [`AutoScalingGroupNames.member.${at + 1}`, name]),
    ] as [string, string][]);
    const text = await ask({
        service: "autoscaling",
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: query.toString(),
    });
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === "member" });
    const answer = parser.parse(text) as {
        readonly DescribeAutoScalingGroupsResponse?: {
            readonly DescribeAutoScalingGroupsResult?: {
                readonly AutoScalingGroups?: { readonly member?: readonly Member[] } | "";
            };
        };
    };
    const groups =
        answer.DescribeAutoScalingGroupsResponse?.DescribeAutoScalingGroupsResult?.AutoScalingGroups;
    return membersOf(groups).map((group) => ({
        name: group.AutoScalingGroupName ?? "",
        desired: Number(group.DesiredCapacity ?? 0),
        template: (
            group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification
        )?.Version,
        instances: membersOf(group.Instances).map((one) => ({
            id: one.InstanceId ?? "",
            state: one.LifecycleState ?? "",
            health: one.HealthStatus ?? "",
        })),
    }));
}

/** An empty list is an element without content. */
function membersOf<T>(list: { readonly member?: readonly T[] } | "" | undefined): readonly T[] {
    return typeof list === "object" ? (list.member ?? []) : [];
}
