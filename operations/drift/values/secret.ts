/** How Pulumi marks values of its own kinds in a state. */
export const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** A value that was marked as secret. Never printed: neither JSON nor a template gives it away. */
export class Secret {
    readonly #value: unknown;

    constructor(value: unknown) {
        this.#value = value;
    }

    /** The value in plain, for comparing. */
    reveal(): unknown {
        return this.#value;
    }

    toJSON(): string {
        return "[secret]";
    }

    toString(): string {
        return "[secret]";
    }
}

/**
 * Reads an exported state, in which secrets are in plain text, so that they can be compared and never shown.
 * @throws SyntaxError if it is no JSON
 */
export function parseWithSecrets(text: string): unknown {
    return JSON.parse(text, (_key, value: unknown) => {
        if (!isObject(value) || value[signatureKey] === undefined) return value;
        if (value[signatureKey] !== secretSignature) return value;
        return new Secret(
            typeof value["plaintext"] === "string"
                ? parseWithSecrets(value["plaintext"])
                : value["ciphertext"],
        );
    });
}

/** The value without the marks, nested ones too. */
export function reveal(value: unknown): unknown {
    if (value instanceof Secret) return reveal(value.reveal());
    if (Array.isArray(value)) return value.map(reveal);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
}

/** Whether a value is secret, or anything in it. */
export function hasSecret(value: unknown): boolean {
    if (value instanceof Secret) return true;
    if (Array.isArray(value)) return value.some(hasSecret);
    return isObject(value) && Object.values(value).some(hasSecret);
}

/** Every text within secrets, for making sure that none of them is shown. */
export function secretTexts(value: unknown, within = false): string[] {
    if (value instanceof Secret) return secretTexts(value.reveal(), true);
    if (typeof value === "string") return within ? [value] : [];
    if (Array.isArray(value)) return value.flatMap((inner) => secretTexts(inner, within));
    return isObject(value) ? Object.values(value).flatMap((inner) => secretTexts(inner, within)) : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Secret);
}

/** Whether a value of an exported state is a secret, or has one in it. */
export function isSecretMark(value: unknown): boolean {
    if (Array.isArray(value)) return value.some(isSecretMark);
    if (!isObject(value)) return false;
    return value[signatureKey] === secretSignature || Object.values(value).some(isSecretMark);
}
