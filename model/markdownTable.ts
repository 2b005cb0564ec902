/** A Markdown table. Cells may hold `|`, but no line break. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]): string =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}
