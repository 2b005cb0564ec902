import type { Settings } from "../../../config/validate";
import { askAws } from "../../../operations/aws/ask";
import { isDeployedTo } from "../../../operations/pulumi/emulated";
import type { Engine } from "../../../operations/pulumi/engine";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { type Entry, entriesOf, entryToFill } from "../../../operations/secret/entries";
import { fill, lookAtAll, type Looked } from "../../../operations/secret/values";
import { readState } from "../../../operations/state/stacks";
import { table } from "../../../operations/text/table";
import { askHidden, readAll } from "../../ask";
import { needAccount } from "../../deployed";
import { loadStack, openStack } from "../../stack";
import { PLUMB } from "../../../model/plumb";

export interface SecretOptions {
    readonly stack: string;
    readonly json?: boolean;
}

/** `plumb secret set`: see index.ts. */
export async function set(name: string, { stack, json }: SecretOptions): Promise<ExitCode> {
    const { engine, settings, entries } = await open(stack);
    const entry = entryToFill(entries, name, stack);
    await needAccount(engine, settings);
    const { stdin } = process;
    const value = stdin.isTTY ? await askHidden(`Value of ${entry.id}: `) : await readAll(stdin);
    await fill(entry, value, askAws(engine, settings));
    if (json) console.log(JSON.stringify({ stack, id: entry.id, set: true }, undefined, 2));
    else
        console.log(
            `${entry.id} of stack "${stack}" has a new value. Containers that read it at their start get it when they start again.`,
        );
    return exitCodes.done;
}

/** `plumb secret list`. */
export async function list(options: SecretOptions): Promise<ExitCode> {
    show(await look(options), options);
    return exitCodes.done;
}

/** `plumb secret check`. */
export async function check(options: SecretOptions): Promise<ExitCode> {
    const looked = await look(options);
    const waiting = looked.filter(({ status, giver }) => status !== "there" && giver === "by hand");
    if (options.json) show(looked, options);
    else if (waiting.length === 0) console.log(`Nothing of stack "${options.stack}" waits for a value.`);
    for (const { id, status } of options.json ? [] : waiting) {
        console.error(
            status === "waits"
                ? `${id} waits for its value: ${PLUMB} secret set ${id} --stack ${options.stack}`
                : `${id} is not deployed, and has no value`,
        );
    }
    return waiting.length === 0 ? exitCodes.done : exitCodes.failed;
}

async function look({ stack }: SecretOptions): Promise<Looked[]> {
    const { engine, settings, entries } = await open(stack);
    const asks = entries.some(({ giver, place }) => giver === "by hand" && place !== undefined);
    if (asks) await needAccount(engine, settings);
    return lookAtAll(entries, askAws(engine, settings));
}

const WORDS: Readonly<Record<Looked["status"], string>> = {
    there: "has a value",
    waits: "waits for its value",
    "not deployed": "not deployed",
};

function show(looked: readonly Looked[], { stack, json }: SecretOptions): void {
    if (json) {
        const entries = looked.map(({ id, giver, place = null, status }) => ({ id, giver, place, status }));
        console.log(JSON.stringify({ stack, entries }, undefined, 2));
        return;
    }
    if (looked.length === 0) {
        console.log(`Stack "${stack}" has no secrets and no parameters.`);
        return;
    }
    const rows = looked.map(({ id, giver, status, place = "" }) => [id, giver, WORDS[status], place]);
    console.log(table(["Name", "Given", "Value", "In AWS"], rows));
}

interface Opened {
    readonly engine: Engine;
    readonly settings: Settings;
    readonly entries: readonly Entry[];
}

async function open(stack: string): Promise<Opened> {
    const settings = loadStack(stack);
    const { engine, emulator } = await openStack(settings, { emulator: "running" });
    // The state of an emulator that has been started anew says what was there before.
    const isThere = emulator === undefined || (await isDeployedTo(engine, emulator));
    const resources = isThere ? ((await readState(engine))?.resources ?? []) : [];
    return { engine, settings, entries: entriesOf(settings, resources) };
}
