import { resourceRule } from "../../core/rule";

export const ecsNoPublicIp = resourceRule({
    name: "ecs-no-public-ip",
    title: "Service tasks have no public address",
    description: "Clients can reach a public address without passing the load balancer and its firewall.",
    severity: "high",
    catalogues: { fsbp: ["ECS.2", "ECS.16"], checkov: ["CKV_AWS_333"] },
    remediation: "Set networkConfiguration.assignPublicIp to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
    types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
    check(service) {
        if (service.boolean("networkConfiguration.assignPublicIp", false) === true)
            service.fail("networkConfiguration.assignPublicIp", "is true");
    },
});
