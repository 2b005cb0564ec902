/** Schemas that functions, services and servers share. */
import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { canaryPath, hostLabel, uses, whole } from "../../values";
import { KINDS } from "../../../model/uses";

/** A registry if there is one, a repository, a tag or a digest or both: https://pkg.go.dev/github.com/distribution/reference */
export const IMAGE =
    /^([\w.-]+(:\d+)?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/** How an image is built. */
export const build = z.strictObject({
    context: z.string().min(1).describe("Folder that the build may use, relative to the project."),
    dockerfile: z
        .string()
        .regex(/^[\w-][\w./-]*$/, 'a file within the folder, such as "Dockerfile"')
        .default(defaults.buildArgs.dockerfile)
        .describe("File with the instructions, within the folder."),
    arguments: z
        .record(z.string().regex(/^[A-Za-z_]\w*$/, "a name such as VERSION"), z.string("text"))
        .default({})
        .describe("Build arguments; everybody who has the image can read them."),
});

const path = z
    .string()
    .regex(/^\/[\w./*-]*$/, 'a path such as "/" or "/admin/*"')
    .max(128, "a path of at most 128 characters");

/** Of a rule: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_WILDCARDS = 6;

/** How the load balancer reaches a workload. */
export const exposure = z.strictObject({
    host: hostLabel.optional().describe("Label in front of the stack's domain; default: the name."),
    paths: z
        .array(path)
        .min(1, "at least 1 path")
        .max(5, "at most 5 paths")
        .refine(
            (paths) => paths.join("").split("*").length <= MOST_WILDCARDS + 1,
            `at most ${MOST_WILDCARDS} stars in all paths together`,
        )
        .default(["/*"])
        .describe("Paths that reach it."),
    healthCheckPath: z
        .string()
        .regex(/^\/[\w./-]*$/, 'a path such as "/health"')
        .max(1024, "a path of at most 1024 characters")
        .default(defaults.exposure.healthCheckPath)
        .describe("Path that returns 200 while the workload is healthy."),
    canary: canaryPath
        .optional()
        .describe("Path that its canary requests, or none; default: healthCheckPath, if paths contain it."),
    loadBalancer: z
        .string()
        .regex(/^existing:loadBalancer\/[a-z0-9-]+$/, "existing:loadBalancer/<name>")
        .optional()
        .describe("Load balancer that exists, as existing:loadBalancer/<name>; default: the stack's own."),
    priority: whole(1, 50000, "(place among the load balancer's rules)")
        .optional()
        .describe("Listener rule priority: lower ones match first; default: derived from the name."),
});

/** `uses:` of services and servers: every kind. */
export const workloadUses = () => uses(...KINDS);
