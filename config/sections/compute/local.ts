import * as z from "zod";

/** What an emulated stack runs instead of an image. */
export const local = z.strictObject({
    folder: z.string().min(1).describe("Folder with small scripts, relative to the project."),
    command: z
        .array(z.string().min(1, "a word of the command"))
        .min(1, "a command and its arguments")
        .describe(
            "Command that runs in the folder, such as [node, main.mjs]; there are node and, where installed, python3.",
        ),
});
