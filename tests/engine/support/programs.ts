/** Pulumi programs of their own within a clone, each against the clone's emulator. */
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { stringify } from "yaml";
import { emulated } from "../../../components/provider";
import { type Emulator, startEmulator } from "../../../operations/emulator";
import { Clone, type Ran } from "./clone";

/** What every program's stack is called. */
export const STACK = "test";

/** The account and region that programs are given. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";

/** A clone whose emulator runs, but holds nothing. */
export async function cloneWithEmulator(name: string): Promise<{ clone: Clone; emulator: Emulator }> {
    const clone = await Clone.create(name);
    const emulator = await startEmulator({ directory: clone.emulatorFolder, port: clone.port });
    return { clone, emulator };
}

/**
 * Gives a program a stack file, which makes its default AWS provider use the clone's emulator.
 * @param settings further configuration, keys with their namespace
 */
export async function configure(
    clone: Clone,
    folder: string,
    settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
    const provider = { region: REGION, ...emulated(`http://127.0.0.1:${clone.port}`, ACCOUNT) };
    const config = {
        "aws:allowedAccountIds": [ACCOUNT],
        ...Object.fromEntries(Object.entries(provider).map(([key, value]) => [`aws:${key}`, value])),
        ...settings,
    };
    // With the salt of the published passphrase, so that Pulumi has nothing to add to the file.
    await writeFile(
        path.join(clone.folder, folder, `Pulumi.${STACK}.yaml`),
        stringify({ config, encryptionsalt: SALT }),
    );
}

const SALT = "v1:4yJieSMmq3w=:v1:5S27QOPDkaQ64Atg:K183toXz2SskNwEs4aAESSgRgxe0NA==";

/** Runs Pulumi commands in a program's folder, one after the other until one fails; none of them asks anything. */
export async function pulumi(clone: Clone, folder: string, ...commands: string[]): Promise<Ran> {
    const lines = commands.map((command) => `pulumi ${command} --non-interactive`);
    return clone.shell(`cd "${folder}" && ${lines.join(" && ")}`);
}
