import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { LONGEST_TASK_MINUTES } from "../../../model/taskTimes";
import { ARCHITECTURES } from "../../../model/architectures";
import { FARGATE_CPU } from "../../../model/fargate";
import { environment, name, named, scheduleExpression, timeZone, whole } from "../../values";
import { LAMBDA_RUNTIMES } from "../../../model/lambdaRuntimes";
import { taskSource } from "../events/sources";
import { handler } from "./functions";
import { local } from "./local";
import { image, user } from "./services";
import { permissions } from "./permissions";
import { build, workloadUses } from "./workloads";

const schedule = z.strictObject({
    at: scheduleExpression.describe("When: EventBridge Scheduler's rate, cron or at."),
    timeZone: timeZone.describe("Time zone of cron and at."),
});

/** Tasks by name: a container or a function's code that runs once and ends. */
export function tasks() {
    return named(
        z.strictObject({
            image: image.optional().describe("Container image by digest or fixed tag."),
            build: build
                .optional()
                .describe("Instead of image: build it with Docker and push it to a repository."),
            code: z
                .string()
                .min(1)
                .optional()
                .describe("Instead of both: a folder with a function's code, which Lambda runs."),
            command: z.array(z.string()).optional().describe("Replaces the image's command."),
            handler: handler
                .optional()
                .describe("File and exported function of the code; default: index.handler."),
            runtime: z
                .enum(LAMBDA_RUNTIMES)
                .optional()
                .describe("Lambda runtime of the code; default: nodejs22.x."),
            cpu: z
                .literal([...FARGATE_CPU], `one of ${FARGATE_CPU.join(", ")} CPU units`)
                .optional()
                .describe("CPU units of the container; 1024 are one core; default: 256."),
            memoryMib: whole(128, 122880, "MiB")
                .default(defaults.task.memoryMib)
                .describe("Memory; Fargate allows some pairs only, and Lambda at most 10240."),
            architecture: z
                .enum(ARCHITECTURES)
                .default(defaults.task.architecture)
                .describe("Processor of image or code."),
            user: user.optional().describe("User and group the container runs as; default: 1000:1000."),
            storageGib: whole(21, 200, "GiB")
                .optional()
                .describe("Storage for the image and /scratch; default: 20, without /scratch."),
            before: z
                .literal("deployment", "deployment, or nothing")
                .optional()
                .describe(
                    "deployment: it runs, and must succeed, before the functions, services, servers and sites change, whenever its image, code or settings have.",
                ),
            after: z
                .array(name)
                .default([])
                .describe("Other tasks before the deployment that must have succeeded first."),
            on: z
                .array(taskSource)
                .default([])
                .describe("What starts it: events of buses, and of buckets' objects."),
            schedules: named(schedule).describe("When it runs by the clock, by name."),
            timeoutMinutes: whole(1, LONGEST_TASK_MINUTES, "minutes")
                .optional()
                .describe(
                    `Longest run, of code (at most 15) and before a deployment (at most ${LONGEST_TASK_MINUTES}); default: ${defaults.task.timeoutMinutes}.`,
                ),
            local: local
                .optional()
                .describe(
                    "What an emulated stack runs instead of the image: the emulator has no containers. Without it, a run there does nothing, and says so.",
                ),
            environment: environment.describe("Plain environment variables."),
            permissions,
            uses: workloadUses().describe("Entries that it may access, as <kind>/<name>."),
        }),
    );
}
