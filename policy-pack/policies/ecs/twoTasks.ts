import { resourceRule } from "../../core/rule";

export const ecsTwoTasks = resourceRule({
    name: "ecs-two-tasks",
    title: "Services run at least two tasks",
    description: "The only task takes its service with it whenever it, its host or its zone fails.",
    severity: "medium",
    profile: "live",
    catalogues: {},
    remediation: "Set desiredCount (and the minCapacity of scaling) to two at least.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/availability.html",
    settings: {
        tasks: { type: "integer", minimum: 1, default: 2, description: "Number of tasks at least." },
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
