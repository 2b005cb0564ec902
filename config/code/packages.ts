/** Code of functions as Lambda gets it: a folder as it is, or what is built of it. */
import { join } from "node:path";

import * as defaults from "../../model/defaults";
import { ConfigurationError, keyPath, type Problem } from "../messages/problems";
import type { Values } from "../schema";
import { isFile } from "../checks/paths";
import { archived } from "./archive";
import { bundle, type BundleSettings, type Entry, type Fault } from "./bundle";
import { packageList, type PythonPlace, withPackages } from "./python";
import { isBundled, languageOf, nodeFiles, nodeHandler } from "./handlers";

/** A function's code, ready for Lambda. */
export interface Package {
    /** Folder or archive, from the project's folder. */
    readonly code: string;
    /** Variables that go with it, unless the function has its own of that name. */
    readonly environment: Readonly<Record<string, string>>;
}

/** Code by function (those that are images have none), and by layer. */
export interface Packages {
    readonly functions: Readonly<Record<string, Package>>;
    readonly layers: Readonly<Record<string, Pick<Package, "code">>>;
}

type Functions = Values["functions"];

/** What {@link buildCode} needs of settings. */
export type Buildable = Pick<Values, "functions" | "layers"> & {
    readonly stack: string;
};

/**
 * Builds the code of a stack's functions. What was built before of the same input is not built again.
 *
 * @param root the project's folder
 * @throws ConfigurationError that lists all that is wrong with the code
 */
export function buildCode(settings: Buildable, root: string): Packages {
    const known = built.get(settings);
    if (known?.root === root) return known.packages;
    const { stack, functions, layers } = settings;
    const entries = Object.entries(functions).flatMap(([name, own]) => {
        const entry = entryOf(root, own);
        return entry === undefined ? [] : [{ name, entry }];
    });
    const result = bundle(
        root,
        entries.map(({ entry }) => entry),
    );
    if ("faults" in result) throw new ConfigurationError(stack, problemsOf(result.faults, entries));
    const bundles = new Map(entries.map(({ name }, index) => [name, result.folders[index] ?? ""]));
    const problems: Problem[] = [];
    const installing = (path: readonly string[], place: PythonPlace): string => {
        const list = packageList(root, place.code);
        if (list === undefined) return place.code;
        try {
            return withPackages(root, place);
        } catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            problems.push({ key: keyPath(path), message: `${list} cannot be installed: ${why}` });
            return place.code;
        }
    };
    const packageOf = (name: string, { code, ...own }: Functions[string] & { code: string }): Package => {
        const folder = bundles.get(name);
        if (folder !== undefined) return { code: folder, environment: ofBundle(bundleSettings(own)) };
        switch (languageOf(own.runtime)) {
            case "provided":
                // Lambda runs what the folder holds, which Pulumi's own archive would make files that nobody may run.
                return { code: archived(root, code), environment: {} };
            case "python":
                return { code: installing(["functions", name, "code"], { code, ...own }), environment: {} };
            default:
                return { code, environment: {} };
        }
    };
    const ofFunctions = Object.fromEntries(
        Object.entries(functions).flatMap(([name, own]): [string, Package][] => {
            const { code } = own;
            return code === undefined ? [] : [[name, packageOf(name, { ...own, code })]];
        }),
    );
    const ofLayers = Object.fromEntries(
        Object.entries(layers).map(([name, { code, runtimes, architectures }]) => {
            const runtime = runtimes.find((one) => languageOf(one) === "python");
            const architecture = architectures[0] ?? defaults.serverlessFunction.architecture;
            const place = { code, architecture, into: "python" };
            const whole =
                runtime === undefined ? code : installing(["layers", name, "code"], { ...place, runtime });
            // Layers may hold what is run, such as an extension.
            return [name, { code: archived(root, whole) }];
        }),
    );
    if (problems.length > 0) throw new ConfigurationError(stack, problems);
    const packages: Packages = { functions: ofFunctions, layers: ofLayers };
    built.set(settings, { root, packages });
    return packages;
}

/** A command and the program in it may ask more than once. */
const built = new WeakMap<Buildable, { readonly root: string; readonly packages: Packages }>();

/** The file of a function that is bundled; undefined for all others. */
function entryOf(root: string, settings: Functions[string]): Entry | undefined {
    const { code, handler, runtime } = settings;
    if (code === undefined || languageOf(runtime) !== "node") return undefined;
    const file = nodeFiles(nodeHandler(handler).path, settings.bundle).find((one) =>
        isFile(root, join(code, one)),
    );
    return file === undefined || !isBundled(file, settings.bundle)
        ? undefined
        : { code, file, runtime, settings: bundleSettings(settings) };
}

function bundleSettings({ bundle: given }: Pick<Functions[string], "bundle">): BundleSettings {
    return typeof given === "object" ? given : { external: [], minify: false, sourceMaps: true };
}

/** Without it, Node ignores maps, and traces name lines of the bundle. */
function ofBundle({ sourceMaps }: BundleSettings): Record<string, string> {
    return sourceMaps ? { NODE_OPTIONS: "--enable-source-maps" } : {};
}

function problemsOf(
    faults: readonly Fault[],
    entries: readonly { readonly name: string; readonly entry: Entry }[],
): Problem[] {
    return faults.map(({ file, message }) => {
        // What functions share is reported once, with the first of them.
        const owner =
            entries.find(({ entry }) => file === join(entry.code, entry.file)) ??
            entries.find(({ entry }) => file?.startsWith(`${join(entry.code)}/`)) ??
            entries[0];
        return {
            key: keyPath(["functions", owner?.name ?? "", "code"]),
            message: `cannot be bundled: ${message}`,
        };
    });
}
