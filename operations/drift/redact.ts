import type { Path } from "./path";
import type { Shown } from "./report";
import { isObject, reveal, Secret, secretTexts } from "./secret";

/** Names of properties whose values are secret, whether or not somebody marked them. */
const secretNames =
    /^(password|masterPassword|masterUserPassword|adminPassword|authToken|secretString|secretBinary|privateKey|secretKey|clientSecret|plaintext|token|userPassword|presharedKey)$/i;

/** Shorter texts than this can be in other values by chance. */
const shortest = 6;

/** Shows values, but for secret ones: of these only that they are, and of which kind. */
export class Redactor {
    private readonly texts: readonly string[];

    /** @param states everything in which secrets are marked: what is secret there is secret everywhere */
    constructor(...states: readonly unknown[]) {
        const all = states.flatMap((state) => secretTexts(state)).filter((text) => text.length >= shortest);
        // An emulated stack's access key is the number of its account, which is no secret.
        this.texts = [...new Set(all)].filter((text) => !/^\d{12}$/.test(text));
    }

    /** The old and the new value of a property. If one of them is secret, both are. */
    pair(path: Path, was: unknown, is: unknown): { was: Shown; is: Shown } {
        const secret = [was, is].some((value) => value instanceof Secret) || path.some(isSecretName);
        return { was: this.show(was, secret), is: this.show(is, secret) };
    }

    private show(value: unknown, secret: boolean): Shown {
        const plain = reveal(value);
        if (plain === undefined || plain === null) return { kind: "absent" };
        if (secret) return { kind: "secret", type: kindOf(plain) };
        return { kind: "value", value: this.clean(value) as Extract<Shown, { kind: "value" }>["value"] };
    }

    /** A value in which secrets read "[secret]". */
    private clean(value: unknown): unknown {
        if (value instanceof Secret) return "[secret]";
        if (typeof value === "string") return this.scrub(value);
        if (Array.isArray(value)) return value.map((inner) => this.clean(inner));
        if (!isObject(value)) return value ?? null;
        return Object.fromEntries(
            Object.entries(value).map(([key, inner]) => [
                key,
                isSecretName(key) ? "[secret]" : this.clean(inner),
            ]),
        );
    }

    /** A text without the secrets in it. */
    scrub(text: string): string {
        return this.texts.some((secret) => text.includes(secret))
            ? this.texts.reduce((left, secret) => left.replaceAll(secret, "[secret]"), text)
            : text;
    }
}

function isSecretName(part: string | number): boolean {
    return typeof part === "string" && secretNames.test(part);
}

function kindOf(value: unknown): string {
    return Array.isArray(value) ? "list" : typeof value;
}
