import * as z from "zod";

import type { TierDefaults } from "../defaults";
import { environment, hostLabel, named, uses, whole } from "../values";

/** Fargate's sizes; https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html. */
export const FARGATE_CPU = [256, 512, 1024, 2048, 4096, 8192, 16384] as const;

const path = z.string().regex(/^\/[\w./*-]*$/, 'a path such as "/" or "/admin/*"');

/** Container services by name. */
export function services(tier: TierDefaults) {
    const exposure = z.strictObject({
        host: hostLabel.optional().describe("Label in front of the stack's domain; default: the name."),
        paths: z.array(path).min(1).max(5).default(["/*"]).describe("Paths that reach the service."),
        healthCheckPath: z
            .string()
            .regex(/^\/[\w./-]*$/, 'a path such as "/health"')
            .default("/health")
            .describe("Answers 200 when the task is well."),
        priority: whole(1, 50000, "(place among the load balancer's rules)")
            .optional()
            .describe("Lower is asked first; default: derived from the name."),
    });
    return named(
        z.strictObject({
            image: z
                .string()
                .regex(
                    /^[\w./:-]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/,
                    "an image with a tag or a digest, such as repository/name@sha256:…",
                )
                .refine(
                    (image) => !image.endsWith(":latest"),
                    "an image with a fixed tag or digest, not :latest",
                )
                .describe("Container image by digest or fixed tag."),
            port: whole(1, 65535, "(a TCP port)").default(8080).describe("Port the container listens on."),
            cpu: z
                .literal([...FARGATE_CPU], `one of ${FARGATE_CPU.join(", ")} CPU units`)
                .default(256)
                .describe("CPU units; 1024 are one core."),
            memoryMib: whole(512, 122880, "MiB")
                .default(512)
                .describe("Memory; Fargate allows some pairs only."),
            architecture: z.enum(["arm64", "x86_64"]).default("arm64").describe("Processor of the image."),
            command: z.array(z.string()).optional().describe("Replaces the image's command."),
            minTasks: whole(0, 1000, "tasks").default(tier.serviceMinTasks).describe("Tasks at least."),
            maxTasks: whole(1, 1000, "tasks").default(tier.serviceMaxTasks).describe("Tasks at most."),
            spotPercent: whole(0, 100, "percent")
                .default(tier.spotPercent)
                .describe("Share of tasks on Spot."),
            user: z
                .string()
                .regex(/^[1-9]\d{0,4}(:[1-9]\d{0,4})?$/, 'a user id other than root, such as "1000:1000"')
                .default("1000:1000")
                .describe("User and group the container runs as."),
            public: exposure.optional().describe("How the load balancer reaches it; absent: not at all."),
            environment: environment.describe("Plain environment variables."),
            uses: uses("database", "bucket", "secret", "directory", "api", "service").describe(
                "What it uses.",
            ),
        }),
    );
}

/** Static sites by name. */
export function sites() {
    return named(
        z.strictObject({
            content: z.string().min(1).describe("Folder with the built site, relative to the project."),
            release: z
                .string()
                .regex(
                    /^[a-z0-9][a-z0-9.-]{0,63}$/,
                    "a release id of lower-case letters, digits, dots and hyphens",
                )
                .optional()
                .describe("Release to show; default: the content's own hash. An earlier one rolls back."),
            subdomain: hostLabel
                .optional()
                .describe("Label in front of the stack's domain; default: the domain itself."),
            spa: z
                .boolean()
                .default(true)
                .describe("Unknown paths show index.html (a single-page application)."),
            settings: z
                .record(z.string().regex(/^[A-Za-z]\w*$/, "a member name such as newCheckout"), z.json())
                .default({})
                .describe("Plain members of the site's config.json, such as feature flags."),
            connectSources: z
                .array(
                    z
                        .string()
                        .regex(/^https:\/\/[a-z0-9.*-]+$/, 'an origin such as "https://api.example.com"'),
                )
                .default([])
                .describe("Other origins that the site's scripts may call (content security policy)."),
            uses: uses("api", "directory", "service").describe("Whose addresses config.json holds."),
        }),
    );
}
