/**
 * What a project's stacks share: the `config:` of `Pulumi.yaml`. Pulumi itself takes a map there only below `value:`; it
 * takes `default:` and `type:` as well, but only for keys that have the name of the project in front.
 */
import { ConfigurationError, type Problem } from "../messages/problems";
import { isEncrypted, type Values } from "./merge";
import { readYamlFile, type YamlFile } from "./yamlFile";

export const PROJECT_FILE = "Pulumi.yaml";

/** A file's `config:`, by the keys as they stand there. */
export interface Source {
    readonly file: YamlFile;
    readonly config: Values;
    /** Where the value of a key is, below the file's root. */
    readonly pathOf: (key: string) => readonly string[];
}

/**
 * The shared settings of the project in a folder; undefined if it has none.
 *
 * @param stack that the problems are reported for
 * @throws ConfigurationError if it is no YAML, or Pulumi or plumbline would not take it
 */
export function readProjectFile(folder: string, stack: string): Source | undefined {
    const file = readYamlFile(folder, PROJECT_FILE, stack);
    const config = (file?.content as Values | null | undefined)?.["config"];
    if (file === undefined || config === undefined || config === null) return undefined;
    const at = (path: readonly string[]) => ` (${PROJECT_FILE}:${file.lineAt(path)})`;
    if (typeof config !== "object" || Array.isArray(config)) {
        const message = `"config:" must be a map of settings that the stacks share${at(["config"])}`;
        throw new ConfigurationError(stack, [{ key: PROJECT_FILE, message }]);
    }
    const declared = Object.entries(config as Values);
    const problems = declared.flatMap(([key, declaration]) => problemsOf(key, declaration, at));
    if (problems.length > 0) throw new ConfigurationError(stack, problems);
    return {
        file,
        config: Object.fromEntries(
            declared.map(([key, declaration]) => [
                key,
                isBare(declaration) ? declaration : valueOf(declaration),
            ]),
        ),
        pathOf: (key) => ["config", key, ...(isBare((config as Values)[key]) ? [] : ["value"])],
    };
}

/** Text, numbers, true and false, and lists may stand behind the key itself. */
function isBare(declaration: unknown): boolean {
    return typeof declaration !== "object" || Array.isArray(declaration);
}

function valueOf(declaration: unknown): unknown {
    return (declaration as Values | null)?.["value"];
}

function problemsOf(key: string, declaration: unknown, at: (path: readonly string[]) => string): Problem[] {
    const complain = (message: string): Problem[] => [{ key, message: `${message}${at(["config", key])}` }];
    const remedy = `write ${key}: { value: … }`;
    if (!isBare(declaration) && declaration !== null) {
        const keys = Object.keys(declaration as Values);
        const others = keys.filter((one) => one !== "value" && one !== "description");
        const isDeclaration = others.every((one) => ["default", "type", "items", "secret"].includes(one));
        if (others.length > 0 && !isDeclaration) {
            return complain(`must have its map below value:, because Pulumi refuses a map here; ${remedy}`);
        }
        if (others.length > 0) {
            const why =
                others[0] === "secret"
                    ? "because nothing is encrypted in it; secrets belong in the stack files"
                    : `because Pulumi takes it for keys of the project's own name only; ${remedy}`;
            return complain(`must not have ${others[0]}: in ${PROJECT_FILE}, ${why}`);
        }
    }
    const value = isBare(declaration) ? declaration : valueOf(declaration);
    if (typeof declaration === "number" && !Number.isInteger(declaration)) {
        return complain(
            `must have its number below value:, because Pulumi takes whole numbers only here; ${remedy}`,
        );
    }
    const path = isBare(declaration) ? [] : ["value"];
    return unshared(value, [...path]).map(({ path: inner, what }) => ({
        key: [key, ...inner.slice(path.length)].join("."),
        message: `${what}${at(["config", key, ...inner])}`,
    }));
}

/** What only stack files may hold: nothing, which takes entries out, and encrypted values. */
function unshared(value: unknown, path: readonly string[]): { path: readonly string[]; what: string }[] {
    if (value === null || value === undefined || value === "") {
        const isInner = path.length > 1;
        if (value === "" && isInner) return [];
        const what = `is empty; write {} for a map without entries. Only stack files take entries out with null`;
        return [{ path, what }];
    }
    if (typeof value !== "object") return [];
    if (isEncrypted(value)) {
        const what = `is encrypted, and no two stacks have the same key; put it into the stack files`;
        return [{ path, what }];
    }
    return Object.entries(value).flatMap(([key, inner]) => unshared(inner, [...path, key]));
}
