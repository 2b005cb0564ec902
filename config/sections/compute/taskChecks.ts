import * as defaults from "../../../model/defaults";
import { LONGEST_CODE_MINUTES } from "../../../model/taskTimes";
import { otherMemory } from "../../../model/fargate";
import { parseUse } from "../../../model/uses";
import type { Check } from "../../checks/check";
import { keyPath, type Problem, show } from "../../messages/problems";
import { AFTER_TASKS, nodes, PLURALS, runsBefore, usedIds } from "../../order";
import type { Values } from "../../schema";

type TaskSettings = Values["tasks"][string];

/** Most MiB of a function. */
const MOST_FUNCTION_MIB = 10_240;

/** What is for a container or for code only. */
const OF_CONTAINERS = ["command", "cpu", "user", "storageGib", "local"] as const;
const OF_CODE = ["handler", "runtime"] as const;

/** Settings of a task that exclude each other, and its size. */
export const taskSettings: Check = {
    keys: ["tasks"],
    run: ({ tasks }) =>
        Object.entries(tasks).flatMap(([name, settings]) => {
            const problem = (key: string, message: string): Problem => ({
                key: keyPath(["tasks", name, key]),
                message,
            });
            return [
                ...sourceProblems(settings, problem),
                ...sizeProblems(settings, problem),
                ...timeProblems(settings, problem),
            ];
        }),
};

type Complain = (key: string, message: string) => Problem;

function sourceProblems(settings: TaskSettings, problem: Complain): Problem[] {
    const [first, ...others] = (["image", "build", "code"] as const).filter(
        (part) => settings[part] !== undefined,
    );
    if (first === undefined) {
        return [problem("image", "is missing; it must be an image, or give a build, or code")];
    }
    const [foreign, instead] = first === "code" ? [OF_CONTAINERS, "image"] : [OF_CODE, "code"];
    return [
        ...others.map((other) =>
            problem(other, `${show(settings[other])} is not allowed with ${first}; give one of the two`),
        ),
        ...foreign
            .filter((key) => settings[key] !== undefined)
            .map((key) =>
                problem(
                    key,
                    `${show(settings[key])} is not allowed with ${first}, because it is for a task with ${instead}; take it out`,
                ),
            ),
    ];
}

function sizeProblems({ code, cpu, memoryMib }: TaskSettings, problem: Complain): Problem[] {
    if (code !== undefined) {
        return memoryMib <= MOST_FUNCTION_MIB
            ? []
            : [
                  problem(
                      "memoryMib",
                      `${memoryMib} is not allowed with code; it must be at most ${MOST_FUNCTION_MIB}, as Lambda has`,
                  ),
              ];
    }
    const units = cpu ?? defaults.containerService.cpu;
    const allowed = otherMemory(units, memoryMib);
    return allowed === undefined
        ? []
        : [problem("memoryMib", `${memoryMib} is not allowed with cpu ${units}; it must be ${allowed}`)];
}

function timeProblems({ code, before, after, timeoutMinutes }: TaskSettings, problem: Complain): Problem[] {
    return [
        ...(timeoutMinutes !== undefined && code !== undefined && timeoutMinutes > LONGEST_CODE_MINUTES
            ? [
                  problem(
                      "timeoutMinutes",
                      `${timeoutMinutes} is not allowed with code; it must be at most ${LONGEST_CODE_MINUTES}, as Lambda has: give an image for what takes longer`,
                  ),
              ]
            : []),
        ...(timeoutMinutes !== undefined && code === undefined && before === undefined
            ? [
                  problem(
                      "timeoutMinutes",
                      `${timeoutMinutes} is not allowed without before: deployment, because ECS ends no task by the clock; let the command end itself`,
                  ),
              ]
            : []),
        ...(after.length > 0 && before === undefined
            ? [
                  problem(
                      "after",
                      `${show(after)} is not allowed without before: deployment, which it is an order of; add that, or take it out`,
                  ),
              ]
            : []),
    ];
}

/** A task before the deployment has something that waits for it, and does not itself use what waits. */
export const tasksComeFirst: Check = {
    keys: Object.values(PLURALS),
    run: (values) => {
        const all = nodes(values);
        const waits = (id: string): boolean => AFTER_TASKS.includes(parseUse(id).kind);
        const waiting = all.filter((node) => AFTER_TASKS.includes(node.kind) && !runsBefore(node));
        return all.filter(runsBefore).flatMap((node): Problem[] => {
            const key = (of: string) => keyPath(["tasks", node.name, of]);
            const of = node.settings as TaskSettings;
            const known = all.filter(runsBefore).map(({ name }) => name);
            return [
                ...(waiting.length > 0
                    ? []
                    : [
                          {
                              key: key("before"),
                              message: `"deployment" is not allowed in a stack without functions, services, servers, sites and other tasks, because nothing waits for it; take it out, and start it with plumb run`,
                          },
                      ]),
                ...usedIds({ uses: of.uses })
                    .filter((id) => !id.startsWith("task/") && (waits(id) || parseUse(id).kind === "api"))
                    .filter((id) => parseUse(id).source === undefined)
                    .map((id) => ({
                        key: key("uses"),
                        message: `${show(id)} is not allowed with before: deployment, because it changes after this task; use what holds data only, or take before out`,
                    })),
                ...of.after
                    .filter((other) => Object.hasOwn(values.tasks, other) && !known.includes(other))
                    .map((other) => ({
                        key: key("after"),
                        message: `${show(other)} is not allowed, because that task does not run before the deployment; it must be one of ${known.filter((one) => one !== node.name).join(", ") || "those that do, of which there is no other"}`,
                    })),
            ];
        });
    },
};
