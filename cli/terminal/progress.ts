import { Listr, ListrLogger, type ListrTask, ProcessOutput } from "listr2";
import type { Progress } from "../../operations/pulumi/toolchain";

export interface Step {
    readonly title: string;
    /** `show` replaces the text beside the title. */
    readonly run: (show: (progress: Progress) => void) => Promise<void>;
}

/**
 * Runs long steps side by side, and shows the progress of each: live on a terminal, a line per step
 * otherwise. On standard error, so that standard output carries results only.
 */
export async function runSteps(steps: readonly Step[]): Promise<void> {
    const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) });
    const tasks = steps.map(({ title, run }): ListrTask => ({
        title,
        task: async (_context, task) => {
            let shown = "";
            await run((progress) => {
                const text = describe(progress);
                if (text !== shown) {
                    task.output = shown = text;
                }
            });
        },
    }));
    await new Listr(tasks, {
        concurrent: true,
        exitOnError: true,
        // Interrupted while setting up, plumb simply ends: all of it can be repeated.
        registerSignalListeners: false,
        renderer: process.stderr.isTTY && !process.env["CI"] ? "default" : "simple",
        rendererOptions: { logger, collapseErrors: false, showErrorMessage: false },
        fallbackRendererOptions: { logger },
    }).run();
}

/** Percent in steps of ten: where there is no terminal, every change is a line. */
function describe({ step, detail, fraction }: Progress): string {
    const percent = fraction === undefined ? undefined : `${Math.floor(fraction * 10) * 10} %`;
    return [step, percent, process.stderr.isTTY ? detail : undefined].filter(Boolean).join(" · ");
}
