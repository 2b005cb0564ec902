/** The suite that a test file belongs to; relative to the repository's root. */
export function suiteOf(file: string): "unit" | "engine" {
    return file.startsWith("tests/engine/") ? "engine" : "unit";
}
