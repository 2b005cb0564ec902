import { resourceRule } from "../../core/rule";

export const ecsCircuitBreaker = resourceRule({
    name: "ecs-circuit-breaker",
    title: "ECS rolls back failed deployments",
    description: "Without the circuit breaker, ECS restarts broken tasks endlessly.",
    severity: "medium",
    catalogues: {},
    remediation: "Set deploymentCircuitBreaker with enable and rollback.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    types: ["aws:ecs/service:Service"],
    check(service) {
        if (service.word("deploymentController.type", "ecs") !== "ecs") return;
        for (const key of ["enable", "rollback"]) {
            const path = `deploymentCircuitBreaker.${key}`;
            if (service.boolean(path, false) === false) service.fail(path, "is not true");
        }
    },
});
