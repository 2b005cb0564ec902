/** Encrypted values outside `secrets` and `parameters`. */
import { keyPath, type Problem } from "./problems";
import { SecretValue } from "../values";

/**
 * Encrypted values anywhere but in `secrets.<name>.value` and `parameters.<name>.value`. They would become part of names, addresses and
 * environments, where they are kept and shown in plain.
 */
export function misplacedSecrets(key: string, value: unknown): Problem[] {
    return find([key], value);
}

function find(path: readonly string[], value: unknown): Problem[] {
    if (value instanceof SecretValue) {
        const belongs =
            path.length === 3 && /^(secrets|parameters)$/.test(path[0] ?? "") && path[2] === "value";
        const message =
            "is or holds an encrypted value, which only secrets.<name>.value and parameters.<name>.value may be; workloads get it by uses: [secret/<name>] or uses: [parameter/<name>]";
        return belongs ? [] : [{ key: keyPath(path), message }];
    }
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([part, inner]) => find([...path, part], inner));
}

/** Whether a misplaced secret already explains a problem. */
export function isCovered({ key }: Problem, misplaced: readonly Problem[]): boolean {
    return misplaced.some((other) => key === other.key || key.startsWith(`${other.key}.`));
}
