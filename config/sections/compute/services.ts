import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { isShifting, STRATEGIES } from "../../../model/deployment";
import type { TierDefaults } from "../../tierDefaults";
import { environment, named, scheduleExpression, timeZone, whole } from "../../values";
import { hours } from "./hours";
import { local } from "./local";
import { permissions } from "./permissions";
import { build, exposure, workloadUses, IMAGE } from "./workloads";
import { ARCHITECTURES } from "../../../model/architectures";
import { FARGATE_CPU } from "../../../model/fargate";

/** An image of containers, by digest or fixed tag. */
export const image = z
    .string()
    .regex(
        /^[\w./:-]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
        "an image with a tag or a digest, such as repository/name@sha256:…",
    )
    .refine((value) => !value.endsWith(":latest"), "an image with a fixed tag or digest, not :latest")
    .refine(
        (value) => IMAGE.test(value),
        "an image whose repository has lower-case letters, without a scheme such as https://, and whose tag has at most 128 characters",
    );

/** User and group of a container. */
export const user = z
    .string()
    .regex(/^[1-9]\d{0,4}(:[1-9]\d{0,4})?$/, 'a user id other than root, such as "1000:1000"');

/** How a new version replaces the old one. */
const deployment = z.strictObject({
    strategy: z
        .enum(STRATEGIES)
        .optional()
        .describe(
            "How; default: the tier's, and rolling where that needs a load balancer and there is none.",
        ),
    bakeMinutes: whole(0, 1440, "minutes")
        .default(defaults.deploymentArgs.bakeMinutes)
        .describe(
            "Minutes that the old tasks stay after all requests have moved (blueGreen, canary, linear).",
        ),
    shiftPercent: whole(3, 99, "percent")
        .default(defaults.deploymentArgs.shiftPercent)
        .describe("Requests that move first (canary) or in each step (linear)."),
    shiftMinutes: whole(0, 1440, "minutes")
        .default(defaults.deploymentArgs.shiftMinutes)
        .describe("Minutes to wait after that part."),
});

/** Metrics and schedules that set the number of tasks. */
const scaling = {
    cpuPercent: whole(10, 90, "percent")
        .default(defaults.containerService.cpuPercent)
        .describe("Use of CPU that the number of tasks follows."),
    memoryPercent: whole(10, 90, "percent")
        .default(defaults.containerService.memoryPercent)
        .describe("Use of memory that the number of tasks follows."),
    requestsPerTask: whole(1, 1_000_000, "requests a minute")
        .optional()
        .describe(
            "Requests a minute for each task that the number of tasks follows; only of a public service.",
        ),
    schedules: named(
        z.strictObject({
            at: scheduleExpression.describe("When: cron, rate or at, as Application Auto Scaling takes it."),
            timeZone: timeZone.describe("Time zone of `at`."),
            minTasks: whole(0, 1000, "tasks").describe("Tasks at least from then on."),
            maxTasks: whole(1, 1000, "tasks").describe("Tasks at most from then on."),
        }),
    ).describe("Other limits from a given time on, by name."),
};

/** Container services by name. */
export function services(tier: TierDefaults) {
    return named(
        z
            .strictObject({
                image: image.optional().describe("Container image by digest or fixed tag."),
                build: build
                    .optional()
                    .describe("Instead of image: build it with Docker and push it to a repository."),
                port: whole(1, 65535, "(a TCP port)")
                    .default(defaults.containerService.port)
                    .describe("Port the container listens on."),
                cpu: z
                    .literal([...FARGATE_CPU], `one of ${FARGATE_CPU.join(", ")} CPU units`)
                    .default(defaults.containerService.cpu)
                    .describe("CPU units; 1024 are one core."),
                memoryMib: whole(512, 122880, "MiB")
                    .default(defaults.containerService.memoryMib)
                    .describe("Memory; Fargate allows some pairs only."),
                architecture: z
                    .enum(ARCHITECTURES)
                    .default(defaults.containerService.architecture)
                    .describe("Processor of the image."),
                command: z.array(z.string()).optional().describe("Replaces the image's command."),
                healthCheckCommand: z
                    .array(z.string())
                    .min(1, "a command and its arguments")
                    .optional()
                    .describe(
                        "Command in the container that ends with 0 when it is well; without one, ECS waits 40 s for each task of a private service.",
                    ),
                storageGib: whole(21, 200, "GiB")
                    .optional()
                    .describe("Storage for the image and /scratch; default: 20, without /scratch."),
                tracing: z
                    .boolean()
                    .default(false)
                    .describe(
                        "Whether a collector beside the container sends OpenTelemetry traces to X-Ray.",
                    ),
                minTasks: whole(0, 1000, "tasks").default(tier.serviceMinTasks).describe("Tasks at least."),
                maxTasks: whole(1, 1000, "tasks").default(tier.serviceMaxTasks).describe("Tasks at most."),
                ...scaling,
                spotPercent: whole(0, 100, "percent")
                    .default(tier.spotPercent)
                    .describe("Share of tasks on Spot."),
                user: user
                    .default(defaults.containerService.user)
                    .describe("User and group the container runs as."),
                deployment: deployment.prefault({}).describe("How a new version replaces the old one."),
                public: exposure
                    .optional()
                    .describe(
                        "How the load balancer reaches it; absent: only the VPC does, by a private name.",
                    ),
                hours: hours
                    .optional()
                    .describe("Working hours, outside of which it has no task; absent: always."),
                local: local
                    .optional()
                    .describe(
                        "What an emulated stack runs instead of the image: the emulator has no containers. Without it, the service does not answer there. It gets the port to listen on as PORT.",
                    ),
                environment: environment.describe("Plain environment variables."),
                permissions,
                uses: workloadUses().describe("Entries that it may access, as <kind>/<name>."),
            })
            .transform((service) => {
                const fallback =
                    service.public || !isShifting(tier.deploymentStrategy)
                        ? tier.deploymentStrategy
                        : "rolling";
                const strategy = service.deployment.strategy ?? fallback;
                return { ...service, deployment: { ...service.deployment, strategy } };
            }),
    );
}
