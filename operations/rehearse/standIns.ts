/** Stand-ins: what a stack names below `plumbline:existing`, made in the empty account of its rehearsal. */
import { execa } from "execa";
import { readStackFile } from "../../config/stackFile";
import { type Settings, validate } from "../../config/validate";
import { type Emulator, emulatorCredentials } from "../emulator";
import { pythonEnvironment, pythonWithPackages, root } from "../emulator/packages";
import type { Member } from "../projects/graph";
import { Failure } from "../pulumi/failure";

/** Ids as a stack's configuration has them, and those that the scratch account has chosen in their place. */
export type Ids = Readonly<Record<string, string>>;

/**
 * Makes what the stacks name, once where several name the same; their own stand-ins come before all stacks.
 *
 * @returns the ids that their configuration must have in a rehearsal
 * @throws Failure if the emulator refuses one of them
 */
export async function makeStandIns(emulator: Emulator, members: readonly Member[]): Promise<Ids> {
    const stacks = members
        .map(settingsOf)
        .filter((settings) => namesOf(settings).length > 0)
        .map((settings) => ({
            account: settings.accountId,
            region: settings.region,
            domain: settings.domain?.name,
            existing: settings.existing,
            sender: senderOf(settings),
        }));
    if (stacks.length === 0) return {};
    const python = await pythonWithPackages(() => undefined);
    const { exitCode, stdout, stderr } = await execa(
        python,
        ["-m", "emulator.standins", "--url", emulator.url],
        {
            cwd: root,
            // Not an argument, which everybody on the machine can read.
            env: {
                ...pythonEnvironment,
                PLUMBLINE_SECRET: emulatorCredentials(emulator.directory).secretAccessKey,
            },
            input: JSON.stringify(stacks),
            reject: false,
        },
    );
    if (exitCode !== 0) {
        throw new Failure(
            `The stand-ins for plumbline:existing could not be made: ${stderr.trim().split("\n").at(-1)}`,
        );
    }
    return JSON.parse(stdout) as Ids;
}

/** What a stack names, for a person: `network`, `tables.projects`. */
export function standInsOf(member: Member): string[] {
    return namesOf(settingsOf(member));
}

function settingsOf({ folder, stack, project }: Member): Settings {
    return validate(readStackFile(folder, stack), stack, folder, project);
}

function namesOf(settings: Settings): string[] {
    const existing = Object.entries(settings.existing).flatMap(([kind, given]) => {
        if (given === undefined) return [];
        return kind === "network" ? [kind] : Object.keys(given).map((name) => `${kind}.${name}`);
    });
    return [...existing, ...(senderOf(settings) === undefined ? [] : ["email.identity"])];
}

/** The identity of SES that somebody has verified; undefined if the stack makes one, or sends nothing. */
function senderOf({ email }: Settings): string | undefined {
    return email?.through === undefined ? email?.identity : undefined;
}

/**
 * The values below `plumbline:existing` that have an id which the scratch account has chosen otherwise, each with its
 * path there. A list is replaced as a whole, as the merging of stack files does.
 */
export function withChosenIds(
    value: unknown,
    ids: Ids,
    at: readonly string[] = [],
): [path: readonly string[], value: unknown][] {
    if (typeof value === "string") return Object.hasOwn(ids, value) ? [[at, ids[value]]] : [];
    if (Array.isArray(value)) {
        const chosen = value.map((one: unknown) =>
            typeof one === "string" && Object.hasOwn(ids, one) ? ids[one] : one,
        );
        return chosen.some((one, index) => one !== value[index]) ? [[at, chosen]] : [];
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => withChosenIds(inner, ids, [...at, key]));
}
