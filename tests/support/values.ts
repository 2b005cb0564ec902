/** A request to the engine, in plain values. */
import * as pulumi from "@pulumi/pulumi";

/** A value that a preview does not know yet. */
export const UNKNOWN = pulumi.runtime.unknownValue;

/** Plain values, and the paths of those among them that are marked as secret. */
export interface Revealed {
    readonly value: unknown;
    readonly secretPaths: readonly string[];
}

const { specialSigKey, specialSecretSig, specialAssetSig, specialArchiveSig } = pulumi.runtime;

/** Removes the marks of secrets, and returns their paths. A secret's parts are secret, too. */
export function reveal(raw: unknown, path = ""): Revealed {
    if (Array.isArray(raw)) {
        const items = raw.map((item, index) => reveal(item, `${path}[${index}]`));
        return {
            value: items.map(({ value }) => value),
            secretPaths: items.flatMap(({ secretPaths }) => secretPaths),
        };
    }
    if (typeof raw !== "object" || raw === null) return { value: raw, secretPaths: [] };
    const { [specialSigKey]: signature, ...rest } = raw as Record<string, unknown>;
    if (signature === specialSecretSig) {
        return { value: reveal(rest["value"], path).value, secretPaths: [path] };
    }
    if (signature === specialAssetSig || signature === specialArchiveSig) {
        return { value: { file: rest["path"] }, secretPaths: [] };
    }
    const members = Object.entries(rest).map(
        ([key, value]) => [key, reveal(value, path === "" ? key : `${path}.${key}`)] as const,
    );
    return {
        value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
        secretPaths: members.flatMap(([, { secretPaths }]) => secretPaths),
    };
}
