import pc from "picocolors";
import { PARTS_OUTPUT } from "../../model/parts";
import { plain } from "../../operations/drift/report/formats/text";

/** A stack's outputs, one a row, maps unfolded: `urls.web`; without what is for other stacks only. */
export function outputRows(outputs: Readonly<Record<string, unknown>>): string[][] {
    return Object.entries(outputs)
        .filter(([name]) => name !== PARTS_OUTPUT)
        .flatMap(([name, value]) => unfold(name, value));
}

function unfold(name: string, value: unknown): string[][] {
    if (value === null || (Array.isArray(value) && value.length === 0)) return []; // there is none
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        return Object.entries(value).flatMap(([key, inner]) => unfold(`${name}.${key}`, inner));
    }
    // Both may come from AWS: control characters in them must not reach the terminal.
    return [[plain(name), plain(typeof value === "string" ? value : JSON.stringify(value))]];
}

/** Prints a notice on standard error. */
export function notice(message: string): void {
    process.stderr.write(`${pc.yellow("note:")} ${message}\n`);
}
