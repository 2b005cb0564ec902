/** Lines of logs for people and for programs. */
import pc from "picocolors";
import { plain, plainLines } from "../drift/report/formats/text";
import { clock } from "../text/clock";
import type { Line } from "./read";

type Shade = "cyan" | "green" | "yellow" | "magenta" | "blue" | "red";

/** Red comes last: it looks like an error. */
const SHADES: readonly Shade[] = ["cyan", "green", "yellow", "magenta", "blue", "red"];

/**
 * Shows a line with its time and its stream, which has a color of its own on a terminal.
 * @param groups short names of the groups, by name in AWS; shown if there are several
 */
export function lineShower(groups: ReadonlyMap<string, string>, colored: boolean): (line: Line) => string {
    const colors = pc.createColors(colored);
    const shades = new Map<string, Shade>();
    return ({ time, group, stream, message }) => {
        const shade = shades.get(stream) ?? SHADES[shades.size % SHADES.length] ?? "cyan";
        shades.set(stream, shade);
        const where = groups.size > 1 ? `${groups.get(group) ?? group} ` : "";
        const label = colors[shade](plain(`${where}${shortStream(stream)}`));
        const [first = "", ...rest] = plainLines(message).split("\n");
        return [
            `${colors.dim(clock(new Date(time)))} ${label} ${first}`,
            ...rest.map((text) => `  ${text}`),
        ].join("\n");
    };
}

/** A line as JSON, on one line. */
export function jsonLine({ time, group, stream, message }: Line): string {
    return JSON.stringify({ time: new Date(time).toISOString(), group, stream, message });
}

/** The last part of a stream's name tells it from others: a task's id, an instance, a start of a function. */
function shortStream(stream: string): string {
    const [last = stream] = stream.split("/").slice(-1);
    return last.slice(0, 14);
}
