/** The published package.json, and that of the policy pack in it: derived from the repository's. */

/** The parts of a package.json that matter here. */
export interface Manifest {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    readonly license: string;
    readonly exports?: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
    /** Of one platform each: npm installs that of the machine. */
    readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The package's: no development, no workspace, no script, and what the policy pack needs, because npm installs nothing for
 * a folder of a package.
 *
 * @param own the repository's
 * @param pack the policy pack's
 * @param minimum of Node, with which `plumb` gets the Node that it needs
 */
export function packageManifest(own: Manifest, pack: Manifest, minimum: string): object {
    const { name, version, description, license, exports = {}, optionalDependencies = {} } = own;
    return {
        name,
        version,
        description,
        license,
        engines: { node: `>=${minimum}` },
        bin: { plumb: "plumb" },
        exports: Object.fromEntries(Object.entries(exports).map(([path, file]) => [path, compiled(file)])),
        dependencies: sorted({ ...pack.dependencies, ...own.dependencies }),
        optionalDependencies,
    };
}

/** What the engine reads of a pack: its entry. */
export function packManifest({ name, version, description, license }: Manifest): object {
    return { name, version, private: true, description, license, main: "start.mjs" };
}

function compiled(file: string): string | object {
    if (!file.endsWith(".ts")) return file;
    const base = file.slice(0, -".ts".length);
    return { types: `${base}.d.ts`, default: `${base}.js` };
}

function sorted(values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
