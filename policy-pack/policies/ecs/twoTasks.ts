import { resourceRule } from "../../core/rule";

export const ecsTwoTasks = resourceRule({
    name: "ecs-two-tasks",
    title: "Services run at least two tasks",
    description: "A single task stops the service when the task, its host or its zone fails.",
    severity: "medium",
    profile: "live",
    catalogues: {},
    remediation: "Set desiredCount (and the minCapacity of scaling) to at least two.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/availability.html",
    settings: {
        tasks: { type: "integer", minimum: 1, default: 2, description: "Minimum number of tasks." },
    },
    types: ["aws:ecs/service:Service"],
    check(service, settings) {
        if (service.word("schedulingStrategy", "replica") !== "replica") return;
        const tasks = service.number("desiredCount", 0);
        const minimum = settings.number("tasks");
        if (tasks !== undefined && tasks < minimum)
            service.fail("desiredCount", `is a number below ${minimum}`);
    },
});
