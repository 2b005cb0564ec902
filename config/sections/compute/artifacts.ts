import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { whole } from "../../values";

/** What is delivered to a server's instances, and how they run it. */
export const artifact = z.strictObject({
    folder: z.string().min(1).describe("Folder that is delivered, relative to the project."),
    unit: z
        .string()
        .regex(/^[A-Za-z0-9][\w.@-]{0,200}\.service$/, 'a unit of systemd such as "reports.service"')
        .optional()
        .describe("Unit of systemd that runs it, and is restarted; default: <name>.service."),
    healthCheckPath: z
        .string()
        .regex(/^\/[\w./-]*$/, 'a path such as "/health"')
        .max(1024, "a path of at most 1024 characters")
        .default(defaults.artifactArgs.healthCheckPath)
        .describe("Path that returns 200 on the server's port once a version runs well."),
    healthCheckSeconds: whole(5, 900, "seconds")
        .default(defaults.artifactArgs.healthCheckSeconds)
        .describe("Seconds in which it must, or the version before comes back."),
    keep: whole(1, 20, "versions")
        .default(defaults.artifactArgs.keep)
        .describe("Versions that stay on an instance, the one in use among them."),
});
