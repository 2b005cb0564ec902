/** Code of functions as Lambda gets it: a folder as it is, or what is built of it. */
import { join } from "node:path";

import * as defaults from "../../model/defaults";
import { ConfigurationError, keyPath, type Problem, show } from "../messages/problems";
import type { Values } from "../schema";
import { packArtifacts } from "./artifacts";
import { bundle, type BundleSettings, type Entry, type Fault } from "./bundle";
import { packageList, type PythonPlace, withPackages } from "./python";
import { languageOf } from "./handlers";
import { packed, type Packed, sizeOf, tooLarge } from "./sizes";
import { bundledFile, type CodeWorkload, codeWorkloads } from "./workloads";

/** A function's code, ready for Lambda. */
export interface Package {
    /** Folder or archive, from the project's folder. */
    readonly code: string;
    /** Variables that go with it, unless the function has its own of that name. */
    readonly environment: Readonly<Record<string, string>>;
    /** Whether it is an archive that goes by way of a bucket, because a call of Lambda has no room for it. */
    readonly isLarge: boolean;
}

/** Code by function and task (those that are images have none), and by layer. */
export interface Packages {
    readonly functions: Readonly<Record<string, Package>>;
    readonly tasks: Readonly<Record<string, Package>>;
    readonly layers: Readonly<Record<string, Pick<Package, "code" | "isLarge">>>;
    /** Archives of what is delivered, by server. */
    readonly artifacts: Readonly<Record<string, string>>;
}

/** What {@link buildCode} needs of settings. */
export type Buildable = Pick<Values, "functions" | "tasks" | "layers" | "servers"> & {
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
    const { stack, layers } = settings;
    const workloads = codeWorkloads(settings);
    const entries = workloads.flatMap((workload) => {
        const entry = entryOf(root, workload);
        return entry === undefined ? [] : [{ workload, entry }];
    });
    const result = bundle(
        root,
        entries.map(({ entry }) => entry),
    );
    if ("faults" in result) throw new ConfigurationError(stack, problemsOf(result.faults, entries));
    const bundles = new Map(entries.map(({ workload }, index) => [workload, result.folders[index] ?? ""]));
    const problems: Problem[] = [];
    /** Code that Lambda takes; what it does not take is refused, and need not be packed. */
    const packing = (
        path: readonly string[],
        folders: { readonly given: string; readonly built: string },
        keepModes: boolean,
        layers: readonly (readonly [name: string, size: number])[] = [],
    ): Packed => {
        const why = tooLarge(sizeOf(root, folders.built), layers);
        if (why === undefined) return packed(root, folders.built, keepModes);
        problems.push({ key: keyPath(path), message: `${show(folders.given)} is not allowed; ${why}` });
        return { code: folders.given, isLarge: false };
    };
    const layerSizes = new Map<string, number>();
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
    const ofLayers = Object.fromEntries(
        Object.entries(layers).map(([name, { code, runtimes, architectures }]) => {
            const runtime = runtimes.find((one) => languageOf(one) === "python");
            const architecture = architectures[0] ?? defaults.serverlessFunction.architecture;
            const place = { code, architecture, into: "python" };
            const whole =
                runtime === undefined ? code : installing(["layers", name, "code"], { ...place, runtime });
            // Layers may hold what is run, such as an extension.
            layerSizes.set(name, sizeOf(root, whole));
            return [name, packing(["layers", name, "code"], { given: code, built: whole }, true)];
        }),
    );
    const packageOf = (workload: CodeWorkload): Package => {
        const { plural, name, code, runtime } = workload;
        const bundled = bundles.get(workload);
        const folder =
            bundled ??
            (languageOf(runtime) === "python" ? installing([plural, name, "code"], workload) : code);
        // Lambda runs what such a folder holds, which Pulumi's own archive would make files that nobody may run.
        const keepModes = languageOf(runtime) === "provided";
        const known = workload.layers.flatMap((layer) => {
            const size = layerSizes.get(layer);
            return size === undefined ? [] : [[layer, size] as const];
        });
        const folders = { given: code, built: folder };
        const own = packing([plural, name, "code"], folders, keepModes, known);
        const environment = bundled === undefined ? {} : ofBundle(bundleSettings(workload));
        return { ...own, environment };
    };
    const packagesOf = (plural: CodeWorkload["plural"]): Record<string, Package> =>
        Object.fromEntries(
            workloads
                .filter((workload) => workload.plural === plural)
                .map((workload) => [workload.name, packageOf(workload)]),
        );
    const [ofFunctions, ofTasks] = [packagesOf("functions"), packagesOf("tasks")];
    if (problems.length > 0) throw new ConfigurationError(stack, problems);
    const artifacts = packArtifacts(settings.servers, root);
    const packages: Packages = { functions: ofFunctions, tasks: ofTasks, layers: ofLayers, artifacts };
    built.set(settings, { root, packages });
    return packages;
}

/** A command and the program in it may ask more than once. */
const built = new WeakMap<Buildable, { readonly root: string; readonly packages: Packages }>();

/** What is bundled of a function; undefined for all others. */
function entryOf(root: string, workload: CodeWorkload): Entry | undefined {
    const { code, runtime } = workload;
    const file = bundledFile(root, workload);
    return file === undefined ? undefined : { code, file, runtime, settings: bundleSettings(workload) };
}

function bundleSettings({ bundle: given }: Pick<CodeWorkload, "bundle">): BundleSettings {
    return typeof given === "object" ? given : { external: [], minify: false, sourceMaps: true };
}

/** Without it, Node ignores maps, and traces name lines of the bundle. */
function ofBundle({ sourceMaps }: BundleSettings): Record<string, string> {
    return sourceMaps ? { NODE_OPTIONS: "--enable-source-maps" } : {};
}

function problemsOf(
    faults: readonly Fault[],
    entries: readonly { readonly workload: CodeWorkload; readonly entry: Entry }[],
): Problem[] {
    return faults.map(({ file, message }) => {
        // What functions share is reported once, with the first of them.
        const owner =
            entries.find(({ entry }) => file === join(entry.code, entry.file)) ??
            entries.find(({ entry }) => file?.startsWith(`${join(entry.code)}/`)) ??
            entries[0];
        const { plural = "functions", name = "" } = owner?.workload ?? {};
        return {
            key: keyPath([plural, name, "code"]),
            message: `cannot be bundled: ${message}`,
        };
    });
}
