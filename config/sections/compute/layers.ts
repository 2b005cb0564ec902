import * as z from "zod";

import { ARCHITECTURES } from "../../../model/architectures";
import { LAMBDA_RUNTIMES } from "../../../model/lambdaRuntimes";
import { named } from "../../values";

/** Layers by name: a folder, or a map of settings. */
export function layers() {
    const settings = z.strictObject({
        code: z
            .string()
            .min(1)
            .describe("Folder with what functions find in /opt, such as nodejs/node_modules or python."),
        runtimes: z
            .array(z.enum(LAMBDA_RUNTIMES))
            .max(15, "at most 15 runtimes")
            .default([])
            .describe("Runtimes that it is for; default: any."),
        architectures: z
            .array(z.enum(ARCHITECTURES))
            .default([])
            .describe("Processors that it is for; default: any."),
    });
    return named(
        z.union([
            z
                .string()
                .min(1, "a folder, or a map of settings")
                .transform((code) => settings.parse({ code })),
            settings,
        ]),
    );
}
