/** What the published package has besides compiled TypeScript. */

/** Files of the repository's root. */
const OF_ROOT = ["CHANGELOG.md", "LICENSE", "README.md", "plumb", "tsconfig.project.json"];

/** Folders that are published; the layout stays the repository's. */
const FOLDERS = [
    "cli",
    "components",
    "config",
    "cost",
    "emulator",
    "model",
    "operations",
    "platform",
    "policy-pack",
    "toolchain",
];

/** What serves work on the repository only. */
const FOR_DEVELOPERS = [
    /\.md$/,
    /\.ts$/, // compiled
    /_test\.go$/,
    /(^|\/)\.gitignore$/,
    // npm's modules are npm's business where the package is installed.
    /^cli\/modules\.mjs$/,
    // What pip resolved requirements.txt from, and the linters.
    /^emulator\/requirements(-lint)?\.in$/,
    /^emulator\/requirements-lint\.txt$/,
    /^operations\/(bench|generate|package|test)\//,
    /^policy-pack\/(LICENSE|package\.json)$/,
    /^toolchain\/(_peers|linters)\//,
    /^toolchain\/setup\/openTofu\.mjs$/,
];

/**
 * Of the repository's files, those that are published as they are.
 * @param files relative to the root, with `/`
 */
export function assetsOf(files: readonly string[]): string[] {
    return files
        .filter((file) => OF_ROOT.includes(file) || FOLDERS.some((folder) => file.startsWith(`${folder}/`)))
        .filter((file) => OF_ROOT.includes(file) || !FOR_DEVELOPERS.some((pattern) => pattern.test(file)));
}

/** Whether the types of a source are published: of what other programs may import, and what that imports. */
export function hasTypes(source: string): boolean {
    return /^(index\.ts$|(components|config|model|platform)\/)/.test(source);
}
