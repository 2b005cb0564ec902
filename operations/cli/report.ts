import Table from "cli-table3";
import pc from "picocolors";
import { plain } from "../drift/formats/text";

const noBorder = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  ",
};

/** Rows under headings, without lines between them. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
    const result = new Table({
        head: headings.map((heading) => pc.bold(heading)),
        chars: noBorder,
        style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    result.push(...rows.map((row) => [...row]));
    return result
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n");
}

/** A stack's outputs, one a row, maps unfolded: `urls.web`. */
export function outputRows(outputs: Readonly<Record<string, unknown>>): string[][] {
    return Object.entries(outputs).flatMap(([name, value]) => unfold(name, value));
}

function unfold(name: string, value: unknown): string[][] {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        return Object.entries(value).flatMap(([key, inner]) => unfold(`${name}.${key}`, inner));
    }
    // AWS has a say in both, and nobody there is to command the terminal.
    return [[plain(name), plain(typeof value === "string" ? value : JSON.stringify(value))]];
}

/** "1 m 5 s" from a number of milliseconds. */
export function duration(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}

/** Tells the person something worth knowing, on standard error. */
export function notice(message: string): void {
    process.stderr.write(`${pc.yellow("note:")} ${message}\n`);
}
