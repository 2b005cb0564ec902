import type { Settings } from "../../../config/validate";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { type Engine, withVariables } from "../../../operations/pulumi/engine";
import { previewImages } from "../../../operations/images/docker";
import { createIfMissing } from "../../../operations/state/stacks";
import { examineLimits } from "../../../operations/limits/examine";
import { exceeded, showLimits, showRows } from "../../../operations/limits/show";
import { notice } from "../../terminal/report";
import { loadStack, openStack } from "../../stack";

export interface LimitsOptions {
    readonly stack: string;
    readonly json?: boolean;
}

/** `plumb limits`: see index.ts. */
export async function limits(options: LimitsOptions): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    const { engine, emulator } = await openStack(settings, { emulator: "running" });
    if (emulator !== undefined) await createIfMissing(engine);
    // The preview that tells what the stack needs.
    const previewed = withVariables(engine, await previewImages(settings, notice));
    const report = await examineLimits(previewed, settings);
    console.log(options.json ? JSON.stringify(report, undefined, 2) : showLimits(report));
    return report.fits ? exitCodes.done : exitCodes.noRoom;
}

/**
 * Checks the limits of a stack's own resources before it is deployed to an emulator, which has none: AWS would refuse the
 * stack half-way. What a whole account may hold is not the emulated account's to know.
 *
 * @throws Failure if one is exceeded
 */
export async function needOwnRoom(engine: Engine, settings: Settings): Promise<void> {
    const { limits: rows } = await examineLimits(engine, settings);
    const own = rows.filter(({ ofStack, verdict }) => ofStack && verdict !== "ok");
    const reason = exceeded(own);
    if (reason === "") return;
    process.stderr.write(`${showRows(own)}\n\n`);
    throw new Failure(
        `AWS would not deploy stack "${settings.stack}", and nothing was changed: ${reason}. Where AWS allows more ` +
            "in the stack's account, --no-limits deploys it to the emulator all the same.",
        exitCodes.noRoom,
    );
}

/**
 * Checks the limits before a deployment.
 * @throws Failure if the account has no room for it
 */
export async function needRoom(engine: Engine, settings: Settings): Promise<void> {
    notice("Looking whether the account has room for the stack (--no-limits leaves that out)…");
    const { limits: rows } = await examineLimits(engine, settings);
    const near = rows.filter(({ verdict }) => verdict !== "ok");
    if (near.length > 0) process.stderr.write(`${showRows(near)}\n\n`);
    const reason = exceeded(rows);
    if (reason !== "") {
        throw new Failure(
            `The account has no room for stack "${settings.stack}", and nothing was changed: ${reason}. ` +
                "Ask AWS for more as shown above, or pass --no-limits to deploy all the same.",
            exitCodes.noRoom,
        );
    }
}
