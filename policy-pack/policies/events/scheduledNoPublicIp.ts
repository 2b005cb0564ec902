import { resourceRule } from "../../core/rule";

/** Paths of the network setting in schedules and event targets. */
const PLACES: Readonly<Record<string, string>> = {
    "aws:cloudwatch/eventTarget:EventTarget": "ecsTarget.networkConfiguration.assignPublicIp",
    "aws:scheduler/schedule:Schedule": "target.ecsParameters.networkConfiguration.assignPublicIp",
};

export const ecsScheduledNoPublicIp = resourceRule({
    name: "ecs-scheduled-no-public-ip",
    title: "Scheduled tasks have no public address",
    description: "Clients can reach a public address without passing the load balancer and its firewall.",
    severity: "high",
    catalogues: { fsbp: ["ECS.2"] },
    remediation: "Set assignPublicIp of the network configuration to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
    types: Object.keys(PLACES),
    check(rule) {
        const place = PLACES[rule.type] ?? "";
        if (rule.boolean(place, false) === true) rule.fail(place, "is true");
    },
});
