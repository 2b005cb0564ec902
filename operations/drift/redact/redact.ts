import { fromJson } from "../values/differences";
import type { Path } from "../values/path";
import type { Shown } from "../report/report";
import { HIDDEN, Scrubber } from "./scrub";
import { hasSecret, isObject, reveal, Secret, secretTexts } from "../values/secret";
import { isSecretName, isValueOfSecret } from "../values/secretNames";

/** Shows values, but for secret ones: of these only that they are, and of which kind. */
export class Redactor {
    private readonly scrubber: Scrubber;

    /** @param states everything in which secrets are marked: what is secret there is secret everywhere */
    constructor(...states: readonly unknown[]) {
        const harmless = new Set(states.flatMap(emulatedKeys));
        const all = states.flatMap((state) => secretTexts(state));
        const within = all.flatMap((text) => secretsWithin(fromJson(text)));
        this.scrubber = new Scrubber([...all, ...within].filter((text) => !harmless.has(text)));
    }

    /** The old and the new value of a property. If there is a secret in one of them, both are secret as a whole. */
    pair(path: Path, was: unknown, is: unknown): { was: Shown; is: Shown } {
        // A switch that is named after a secret, such as manageMasterUserPassword, is none.
        const isSwitch = [was, is].every((value) => value === undefined || typeof value === "boolean");
        const secret = hasSecret(was) || hasSecret(is) || (!isSwitch && path.some(isSecretName));
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
        if (value instanceof Secret) return HIDDEN;
        if (typeof value === "string") return this.cleanText(value);
        if (Array.isArray(value)) return value.map((inner) => this.clean(inner));
        if (!isObject(value)) return value ?? null;
        return Object.fromEntries(
            Object.entries(value).map(([key, inner]) => [
                this.scrub(key),
                typeof inner !== "boolean" && (isSecretName(key) || isValueOfSecret(value, key))
                    ? HIDDEN
                    : this.clean(inner),
            ]),
        );
    }

    /** JSON stays as it is written, unless a name in it marks a secret. */
    private cleanText(text: string): string {
        const scrubbed = this.scrub(text);
        const inner = fromJson(scrubbed);
        if (inner === undefined) return scrubbed;
        const [before, after] = [JSON.stringify(inner), JSON.stringify(this.clean(inner))];
        return before === after ? scrubbed : after;
    }

    /** A text without the secrets in it. */
    scrub(text: string): string {
        return this.scrubber.scrub(text);
    }
}

/** Of a secret that is JSON, such as an account of a database, the values that its names mark as secret. */
function secretsWithin(value: unknown, name?: string): string[] {
    if (typeof value === "string") return isSecretName(name) ? [value] : [];
    if (Array.isArray(value)) return value.flatMap((inner) => secretsWithin(inner, name));
    return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => secretsWithin(inner, key)) : [];
}

/** An emulated stack's access key is the number of its account, which is no secret. Those of AWS are no numbers. */
function emulatedKeys(state: unknown): string[] {
    const resources = isObject(state) ? state["resources"] : undefined;
    return (Array.isArray(resources) ? resources : [])
        .filter(isObject)
        .filter(({ type }) => type === "pulumi:providers:aws")
        .map(({ inputs }) => (isObject(inputs) ? reveal(inputs["accessKey"]) : undefined))
        .filter((key) => typeof key === "string" && /^\d{12}$/.test(key)) as string[];
}

function kindOf(value: unknown): string {
    return Array.isArray(value) ? "list" : typeof value;
}
