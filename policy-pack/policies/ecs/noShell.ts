import { resourceRule } from "../../core/rule";

export const ecsNoShell = resourceRule({
    name: "ecs-no-shell",
    title: "Services disable ECS Exec",
    description:
        "A shell in production allows changes outside the program, with the permissions of the task.",
    severity: "medium",
    profile: "live",
    catalogues: {},
    remediation: "Set enableExecuteCommand to false.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    types: ["aws:ecs/service:Service"],
    check(service) {
        if (service.boolean("enableExecuteCommand", false) === true)
            service.fail("enableExecuteCommand", "is true");
    },
});
