import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";

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

/**
 * Rows under headings, without lines between them.
 * @param columns of the terminal, to which cells are folded. @default as wide as the cells where there is none
 */
export function table(
    headings: readonly string[],
    rows: readonly (readonly string[])[],
    columns = process.stdout.isTTY ? process.stdout.columns : undefined,
): string {
    const widths = columns === undefined ? undefined : fittingWidths([headings, ...rows], columns);
    const fold = (cell: string, at: number): string => {
        const width = widths?.[at];
        return width === undefined ? cell : wrapAnsi(cell, width, { hard: true });
    };
    const result = new Table({
        head: headings.map((heading, at) => pc.bold(fold(heading, at))),
        chars: noBorder,
        style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    result.push(...rows.map((row) => row.map(fold)));
    return result
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n");
}

/** Below this many characters a cell can't be read any more. */
const narrowest = 8;

/** Widths of a table's columns so that they fit: the widest ones give way. */
function fittingWidths(lines: readonly (readonly string[])[], columns: number): number[] {
    const widths = (lines[0] ?? []).map((_, at) =>
        Math.max(...lines.map((cells) => widthOf(cells[at] ?? ""))),
    );
    const gaps = noBorder.middle.length * (widths.length - 1);
    let excess = widths.reduce((sum, width) => sum + width, gaps) - columns;
    for (; excess > 0; excess--) {
        const widest = widths.indexOf(Math.max(...widths));
        const width = widths[widest] ?? 0;
        if (width <= narrowest) break;
        widths[widest] = width - 1;
    }
    return widths;
}

/** How wide a cell is without being folded. */
function widthOf(cell: string): number {
    return Math.max(
        ...stripVTControlCharacters(cell)
            .split("\n")
            .map((line) => line.length),
    );
}
