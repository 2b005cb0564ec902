/** Containers of ECS task definitions, which contain them as JSON text. */
import type { Subject } from "../../core/rule";
import { View } from "../../core/reading/view";
import { asProperties } from "../shared/apiSpelling";

export const TASK_DEFINITIONS = ["aws:ecs/taskDefinition:TaskDefinition"];

/** Mostly made of ARNs of other resources, so that a preview of a new stack knows nothing of it. */
export const CONTAINERS = "containerDefinitions";

/** The containers of a task definition; none if they can't be judged now, which has been reported or deferred. */
export function containers(task: Subject): View[] {
    const definitions = task.json(CONTAINERS);
    if (definitions === null || definitions === undefined) return [];
    if (!Array.isArray(definitions)) {
        task.fail(CONTAINERS, "is not a list");
        return [];
    }
    const sink = {
        violation: (path: string, problem: string) => {
            task.fail(path, problem);
        },
        // Text is known as a whole, or not at all.
        unknown: () => undefined,
    };
    // The provider takes names as the API spells them in other languages as well: `Privileged`.
    return definitions.map(
        (container, index) => new View(asProperties(container), sink, `${CONTAINERS}[${index}]`),
    );
}
