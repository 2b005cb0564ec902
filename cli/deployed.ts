/** What commands need that look at a deployed stack: its state, and the AWS that it is in. They start no emulator. */
import type { Settings } from "../config/validate";
import { PLUMB } from "../model/plumb";
import { type Ask, askAws } from "../operations/aws/ask";
import { checkNewAccount } from "../operations/drift/collect/account";
import { findEmulator } from "../operations/emulator";
import { type ClientSettings, configuredClient, placeOf } from "../operations/pulumi/awsClient";
import { isDeployedTo } from "../operations/pulumi/emulated";
import type { Engine } from "../operations/pulumi/engine";
import { exitCodes, Failure } from "../operations/pulumi/failure";
import type { Resource } from "../operations/state/resource";
import { readState } from "../operations/state/stacks";
import { needBackend, openStack } from "./stack";

/** A deployed stack, and how AWS is asked about it. */
export interface Deployed {
    readonly engine: Engine;
    readonly settings: Settings;
    readonly resources: readonly Resource[];
    /** The stack's outputs; secret ones are not readable. */
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly client: ClientSettings;
    readonly ask: Ask;
}

/**
 * Opens a deployed stack.
 * @throws Failure if it is not deployed, its emulator does not run, or the credentials are not those of its account
 */
export async function openDeployed(settings: Settings): Promise<Deployed> {
    const { stack, emulator: url } = settings;
    needBackend(settings);
    const { engine } = await openStack(settings, { emulator: "untouched" });
    if (url !== undefined) await needEmulator(engine, url);
    const resources = (await readState(engine))?.resources ?? [];
    if (resources.every(({ custom }) => custom !== true)) {
        throw new Failure(`Stack "${stack}" is not deployed: ${up(stack)} does that.`);
    }
    if (url === undefined) {
        await needAccount(engine, settings);
    }
    const { outputs = {} } = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? {};
    const client = configuredClient(placeOf(engine, settings));
    return { engine, settings, resources, outputs, client, ask: askAws(engine, settings) };
}

/** @throws Failure if the credentials are of another account than the stack's */
export async function needAccount(engine: Engine, settings: Settings): Promise<void> {
    const { reasons } = await checkNewAccount(placeOf(engine, settings));
    if (reasons.length > 0) throw new Failure(reasons.join("\n"), exitCodes.inconclusive);
}

/** @throws Failure if it does not run, or has nothing of this stack: it keeps all in memory */
async function needEmulator(engine: Engine, url: string): Promise<void> {
    const emulator = await findEmulator(engine.paths.emulator);
    if (emulator?.url !== url) {
        throw new Failure(
            `The emulator of stack "${engine.stack}" is not running: ${up(engine.stack)} starts it, and deploys the stack.`,
            exitCodes.missing,
        );
    }
    if (!(await isDeployedTo(engine, emulator))) {
        throw new Failure(
            `The emulator has nothing of stack "${engine.stack}", because it was restarted or the stack never deployed to it: ${up(engine.stack)} deploys it.`,
        );
    }
}

function up(stack: string): string {
    return `${PLUMB} up --stack ${stack}`;
}
