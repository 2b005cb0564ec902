import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The file with the URNs that a stack's resources are meant to have. */
export function pinnedFile(stack: string): string {
    return join(__dirname, `${stack}.txt`);
}

/** The URNs that a stack's resources are meant to have. */
export function pinnedUrns(stack: string): string[] {
    return readFileSync(pinnedFile(stack), "utf8").trimEnd().split("\n");
}

/** An explanation of a difference; undefined if there is none. */
export function explainChange(
    stack: string,
    pinned: readonly string[],
    current: readonly string[],
): string | undefined {
    const gone = pinned.filter((urn) => !current.includes(urn));
    const added = current.filter((urn) => !pinned.includes(urn));
    if (gone.length + added.length === 0) return undefined;
    return [
        `The resources of stack "${stack}" are not those in tests/platform/urns/${stack}.txt.`,
        ...gone.map((urn) => `  gone:  ${urn}`),
        ...added.map((urn) => `  added: ${urn}`),
        "To the engine a resource is its URN: what is gone it deletes, what is added it creates, so that a",
        "renamed or moved resource is replaced, with all that is in it. If one was renamed or moved, give it",
        "`aliases` with its former name or parent. If resources were added or removed on purpose, run:",
        "  npm run generate",
    ].join("\n");
}
