import { copyFile, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { effectiveConfig, sharedConfig } from "../../config/stackFile";
import { stackFile } from "../pulumi/paths";
import { adjustments } from "./capabilities";
import { type Ids, withChosenIds } from "./standIns";

/** A key whose value the copy of a stack's configuration does not share with the original. */
export interface Replacement {
    /** As `pulumi config set --path` takes it. */
    readonly key: string;
    readonly reason: string;
}

export interface Copy {
    readonly file: string;
    readonly replaced: readonly Replacement[];
    /** The stack's own: a rehearsal has the same numbers in its ARNs. */
    readonly account: string;
    /** Keys of encrypted values, which have to be set again. */
    readonly secrets: readonly string[];
}

type Path = readonly (string | number)[];

/**
 * Makes a scratch project with a copy of a stack's configuration that runs on an emulator. As little as
 * possible is different from the original, and all of that is returned.
 * @param folder an empty folder for the copy
 * @param emulator the emulator's URL
 * @param ids of stand-ins, which the scratch account has chosen
 */
export async function copyConfiguration(
    root: string,
    folder: string,
    stack: string,
    emulator: string,
    ids: Ids = {},
): Promise<Copy> {
    const file = stackFile(folder, stack);
    await copyFile(path.join(root, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    const document = parseDocument(await readFile(stackFile(root, stack), "utf8"));
    // The program merges what the project shares, so that the copy holds what the stack says itself.
    const effective = effectiveConfig(root, stack);
    const replaced: Replacement[] = [];

    document.setIn(["config", "plumbline:emulator"], emulator);
    replaced.push({ key: "plumbline:emulator", reason: `a scratch emulator: ${emulator}` });
    for (const { path: keys, value, reason, neededBy } of adjustments) {
        if (neededBy?.(effective) === false) continue;
        const around = valueAt(effective, keys.slice(0, -1));
        // A key that the stack leaves out has a default, which may be what can't be rehearsed.
        if (typeof around === "object" && around !== null && valueAt(effective, keys) !== value) {
            document.setIn(["config", ...keys], value);
            replaced.push({ key: keyOf(keys), reason });
        }
    }
    const shared = origins(sharedConfig(root, stack)).map(keyOf);
    for (const keys of origins(effective)) {
        document.deleteIn(["config", ...keys]);
        // Null takes out what the project shares, and is nothing that a stack may say otherwise.
        if (shared.includes(keyOf(keys))) document.setIn(["config", ...keys], null);
        replaced.push({
            key: keyOf(keys),
            reason: "an empty database: the scratch account has not got the data",
        });
    }
    const existing = "plumbline:existing";
    for (const [keys, value] of withChosenIds(effective[existing], ids, [existing])) {
        document.setIn(["config", ...keys], value);
        replaced.push({ key: keyOf(keys), reason: "the id that the scratch account has given its stand-in" });
    }
    const secrets = encrypted(document);
    for (const secret of secrets) {
        document.setIn(["config", ...secret], "");
        replaced.push({
            key: keyOf(secret),
            reason: "a placeholder: only the stack's own key opens the secret",
        });
    }
    // The scratch state has its own key; the stack's may need credentials that a rehearsal does without.
    for (const key of ["encryptionsalt", "encryptedkey", "secretsprovider"]) {
        document.delete(key);
    }
    await writeFile(file, document.toString());
    const account = String(effective["plumbline:accountId"]);
    return { file, account, replaced, secrets: secrets.map(keyOf) };
}

/** Where databases say what data they are made from. */
function origins(config: Readonly<Record<string, unknown>>): string[][] {
    const databases = config["plumbline:databases"] as Record<string, { from?: unknown } | null> | undefined;
    return Object.entries(databases ?? {}).flatMap(([name, settings]) =>
        settings?.from === undefined ? [] : [["plumbline:databases", name, "from"]],
    );
}

function valueAt(config: unknown, [key, ...rest]: readonly string[]): unknown {
    return key === undefined ? config : valueAt((config as Record<string, unknown> | undefined)?.[key], rest);
}

/** Where `secure:` values are, below `config`. */
function encrypted(document: Document): Path[] {
    const found: Path[] = [];
    const visit = (node: unknown, at: Path): void => {
        if (isMap(node)) {
            if (node.items.length === 1 && node.has("secure")) {
                found.push(at);
                return;
            }
            for (const { key, value } of node.items) {
                visit(value, [...at, String(isScalar(key) ? key.value : key)]);
            }
        } else if (isSeq(node)) {
            node.items.forEach((item, index) => {
                visit(item, [...at, index]);
            });
        }
    };
    visit(document.get("config"), []);
    return found;
}

/** `plumbline:secrets["openai"]["value"]`, which is right whatever characters a name has. */
function keyOf([first, ...rest]: Path): string {
    return `${first}${rest.map((part) => `[${JSON.stringify(part)}]`).join("")}`;
}
