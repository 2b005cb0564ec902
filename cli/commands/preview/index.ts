import { createRequire } from "node:module";
import {
    exitCodeHelp,
    operationExitCodes,
    type Register,
    stackOption,
    usageWithExtra,
    policyPackConfigOption,
    policyPackOption,
} from "../../command";
import type * as implementation from "./run";
import type { PreviewOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const preview: Register = (program, { extra, end }) =>
    program
        .command("preview")
        .summary("show what `up` would change")
        .description("Shows what `up` would change, and changes nothing.")
        .addOption(stackOption())
        .option("--expect-no-changes", "end with 7 if `up` would change anything")
        .addOption(policyPackOption())
        .addOption(policyPackConfigOption())
        .usage(usageWithExtra)
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                changes: "there are changes and --expect-no-changes was given",
            }),
        )
        .action(async (options: PreviewOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.preview(options, extra));
        });
