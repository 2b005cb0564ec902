import { ConfigurationError } from "../../../config/messages/problems";
import { readStackFile } from "../../../config/stackFile";
import { otherEndpoint } from "../../../config/syntax/addresses";
import { defaultAccount, findEmulator } from "../../../operations/emulator";
import { mkdir } from "node:fs/promises";
import { delimiter } from "node:path";
import { quicker } from "../../../operations/pulumi/environment";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { notice } from "../../terminal/report";
import { project } from "../../project";
import { quote } from "../../shellWords";
import { type EmulatedSettings, loadStack, openState } from "../../stack";
import { PLUMB } from "../../../model/plumb";

export interface EnvOptions {
    readonly stack: string;
}

/** Variables that stay as the user has set them for a real stack; the second name stands for the first. */
const theirs: Readonly<Record<string, readonly string[]>> = {
    PULUMI_BACKEND_URL: ["PULUMI_BACKEND_URL"],
    PULUMI_CONFIG_PASSPHRASE: ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"],
};

/** `plumb env`: see index.ts. */
export async function env(options: EnvOptions): Promise<ExitCode> {
    const settings = settingsOf(options.stack);
    const engine = await openState(settings.stack, settings);
    for (const [name, value] of Object.entries(engine.environment)) {
        if (name in quicker()) continue;
        if (value === undefined) {
            if (process.env[name] !== undefined) console.log(`unset ${name}`);
            continue;
        }
        const kept = theirs[name]?.find((known) => process.env[known] !== undefined);
        if (kept === undefined) {
            console.log(`export ${name}=${quote(name === "PATH" ? withoutRepeats(value) : value)}`);
        } else if (process.env[kept] !== value) {
            notice(
                `${kept} is left as you have set it; \`${PLUMB} up --stack ${engine.stack}\` uses its own ${name}.`,
            );
        }
    }
    if (engine.emulator !== undefined) {
        // The exports above hide the user's AWS profile, and the region in it.
        for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION"]) {
            console.log(`export ${name}=${quote(settings.region)}`);
        }
        await mkdir(engine.paths.state, { recursive: true }); // Pulumi wants the backend's folder to exist.
        if ((await findEmulator(engine.paths.emulator)) === undefined) {
            notice(
                `The emulator is not running: \`${PLUMB} up\` starts it, with credentials of its own. Then repeat \`plumb env\`.`,
            );
        }
    }
    return exitCodes.done;
}

type EnvSettings = EmulatedSettings & { readonly region: string };

/**
 * The settings that the exports need. Of a file with mistakes they are read as far as they go: the exports are what
 * `pulumi config set` needs to mend it.
 */
function settingsOf(stack: string): EnvSettings {
    try {
        return loadStack(stack);
    } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        const raw = readStackFile(project().folder, stack); // not even YAML: only an editor mends that
        notice(
            `${error.message}\nThe exports are complete all the same: \`pulumi config set\` can mend the file.`,
        );
        const text = (key: string): string | undefined =>
            typeof raw[key] === "string" ? raw[key] : undefined;
        const endpoint = text("emulator") ?? "none";
        const isReal = endpoint === "none" && raw["tier"] !== "local";
        const isEndpoint = endpoint !== "none" && otherEndpoint(endpoint) === undefined;
        return {
            stack,
            emulator: isReal ? undefined : isEndpoint ? endpoint : DEFAULT_ENDPOINT,
            accountId: text("accountId") ?? defaultAccount,
            region: text("region") ?? "us-east-1",
        };
    }
}

/** Stands for an endpoint that the file gets wrong. */
const DEFAULT_ENDPOINT = "http://127.0.0.1:4566";

/** PATH may have been through here before. */
function withoutRepeats(searchPath: string): string {
    return [...new Set(searchPath.split(delimiter))].join(delimiter);
}
