import * as z from "zod";

import * as defaults from "../../model/defaults";

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
