import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const GROUP = { stack: "local", type: "aws:autoscaling/group:Group" } as const;

/** A group whose launch template is elsewhere. */
const group: Sent = {
    type: GROUP.type,
    name: "servers",
    props: {
        minSize: 2,
        maxSize: 4,
        healthCheckType: "ELB",
        launchTemplate: { id: "lt-0123456789abcdef0", version: "1" },
        vpcZoneIdentifiers: ["subnet-1", "subnet-2"],
        tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
    },
};

export const autoscaling: readonly Mutation[] = [
    {
        rule: "autoscaling-always-on",
        type: "aws:scheduler/schedule:Schedule",
        name: "reports-daily",
        set: { "target.arn": "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance" },
    },
    { rule: "autoscaling-health-check", ...GROUP, name: "reports", set: { healthCheckType: "EC2" } },
    {
        rule: "autoscaling-launch-template",
        type: group.type,
        name: "servers",
        own: [group],
        // Without a template of the stack, a group has no price.
        also: ["cost-prices-known"],
        set: { launchTemplate: undefined, launchConfiguration: "old" },
    },
    { rule: "autoscaling-two-zones", ...GROUP, name: "reports", set: { vpcZoneIdentifiers: ["subnet-1"] } },
];
