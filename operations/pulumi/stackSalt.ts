import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse, parseDocument } from "yaml";
import { stackFile } from "./paths";
import { configFileOf, type Engine, expectPulumi } from "./engine";

/** Keys of a stack file that configure the encryption of its secrets. Without any of them, Pulumi adds a salt. */
const keeperKeys = ["encryptionsalt", "encryptedkey", "secretsprovider"];

/**
 * Creates an empty stack in the backend. Pulumi writes a stack file anew when it adds the salt: maps in another style,
 * comments at other places. So it is given a copy, and what it has added is added to the original as text.
 */
export async function createStack(engine: Engine): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "plumb-init-"));
    try {
        const original = configFileOf(engine);
        const copy = stackFile(folder, engine.stack);
        await copyFile(path.join(path.dirname(original), "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
        await writeFile(copy, await readStackFile(original));
        await expectPulumi(
            engine,
            "create the state",
            ...["stack", "init", engine.stack, "--no-select", "--cwd", folder],
        );
        await addSalt(engine, saltIn(await readFile(copy, "utf8")));
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/**
 * Gives a stack file the salt of its stack, if it configures no encryption: Pulumi would write it anew.
 * @param salt none if the stack keeps its secrets in another way
 */
export async function addSalt(engine: Engine, salt: string | undefined): Promise<void> {
    const file = configFileOf(engine);
    const text = await readStackFile(file);
    if (salt === undefined || keeperKeys.some((key) => key in contentOf(text))) return;
    const end = text.includes("\r\n") ? "\r\n" : "\n";
    const added = `${text}${text === "" || text.endsWith("\n") ? "" : end}encryptionsalt: ${salt}${end}`;
    // A map in braces has no place for another line: that file is left to Pulumi.
    if (parseDocument(added).errors.length === 0) await writeFile(file, added);
}

/** Empty if there is no such file yet. */
async function readStackFile(file: string): Promise<string> {
    return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return "";
        throw error;
    });
}

function saltIn(text: string): string | undefined {
    const salt = contentOf(text)["encryptionsalt"];
    return typeof salt === "string" ? salt : undefined;
}

function contentOf(text: string): Readonly<Record<string, unknown>> {
    return (parse(text) ?? {}) as Record<string, unknown>;
}
