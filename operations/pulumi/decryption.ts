import { createDecipheriv, pbkdf2 } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { parseDocument } from "yaml";
import { emulatedPassphrase } from "./environment";
import { exitCodes, Failure } from "./failure";
import { PLUMB } from "../../model/plumb";

/** As Pulumi makes a key of a passphrase: sdk/go/common/resource/config/crypt.go. */
const ROUNDS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

interface Encrypted {
    readonly key: string;
    readonly text: string;
}

/**
 * Requires that the encrypted values of an emulated stack's file can be opened: Pulumi says that one cannot, and not which.
 * @param file `Pulumi.<stack>.yaml`
 * @throws Failure that names each of them
 */
export async function requireDecryptable(file: string, stack: string): Promise<void> {
    const document = (parseDocument(await readFile(file, "utf8")).toJS() ?? {}) as Readonly<
        Record<string, unknown>
    >;
    const values = find([], document["config"]);
    const salt = document["encryptionsalt"];
    if (values.length === 0) return;
    const [, saltText = ""] = /^v1:([^:]+):/.exec(typeof salt === "string" ? salt : "") ?? [];
    const key = await promisify(pbkdf2)(
        emulatedPassphrase,
        Buffer.from(saltText, "base64"),
        ROUNDS,
        KEY_BYTES,
        "sha256",
    );
    const broken = values
        .filter(({ text }) => saltText === "" || !opens(text, key))
        .map((value) => value.key);
    if (broken.length === 0) return;
    throw new Failure(
        [
            `Pulumi.${stack}.yaml has encrypted values that the stack's key does not open:`,
            ...broken.map((name) => `  ${name}`),
            `Set each again: eval "$(${PLUMB} env --stack ${stack})", then pulumi config set --stack ${stack} --secret --path '<key>' <value>`,
        ].join("\n"),
        exitCodes.usage,
    );
}

function find(place: readonly (string | number)[], value: unknown): Encrypted[] {
    if (typeof value !== "object" || value === null) return [];
    const entries = Object.entries(value as Record<string, unknown>);
    const [first] = entries;
    if (entries.length === 1 && first?.[0] === "secure" && typeof first[1] === "string") {
        const [name = "", ...rest] = place;
        const tail = rest.map((part) => (/^\d+$/.test(String(part)) ? `[${part}]` : `.${part}`));
        return [{ key: `${name}${tail.join("")}`, text: first[1] }];
    }
    return entries.flatMap(([part, inner]) => find([...place, part], inner));
}

/** Whether a key opens `v1:<nonce>:<text and tag>`. */
function opens(text: string, key: Buffer): boolean {
    const [version, nonce = "", sealed = ""] = text.split(":");
    const bytes = Buffer.from(sealed, "base64");
    if (version !== "v1" || bytes.length < TAG_BYTES) return false;
    try {
        const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        decipher.update(bytes.subarray(0, -TAG_BYTES));
        decipher.final();
        return true;
    } catch {
        return false;
    }
}
