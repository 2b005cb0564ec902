/** Names of the suites that `plumb test` runs, in this order: the quickest to fail comes first. */
export const suiteNames = ["lint", "types", "generated", "unit", "go", "engine"] as const;

export type SuiteName = (typeof suiteNames)[number];

/** The suite that a test file belongs to; relative to the repository's root. */
export function suiteOf(file: string): "unit" | "engine" {
    return file.startsWith("tests/engine/") ? "engine" : "unit";
}
