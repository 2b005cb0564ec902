/** Where an error was thrown, for the author of a rule. */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import * as path from "node:path";

/** `policies/sqs/encryption.ts:23`, by the bundle's source map; undefined if nothing tells. Names a file, never a value. */
export function placeOf(error: unknown): string | undefined {
    if (!(error instanceof Error)) return undefined;
    const frames = (error.stack ?? "").split("\n").flatMap((line) => {
        const [, file, row, column] = /([^\s(]+):(\d+):(\d+)\)?$/.exec(line) ?? [];
        return file === undefined
            ? []
            : [{ file: file.replace(/^file:\/\//, ""), row: Number(row), column: Number(column) }];
    });
    const places = frames
        .filter(({ file }) => path.isAbsolute(file))
        .map(original)
        .filter(({ file }) => !/[\\/]node_modules[\\/](?!\.cache)/.test(file));
    const [place] = [...places.filter(({ file }) => !READERS.test(file)), ...places];
    return place && `${shortened(place.file)}:${place.row}`;
}

/** What reads properties for rules, and asks rules: both only pass a mistake on. */
const READERS = /[\\/]core[\\/](engine|reading)[\\/][^.\\/]+\.ts$/;

interface Place {
    readonly file: string;
    readonly row: number;
    readonly column: number;
}

/** A place of the bundle in the source that it was made of. */
function original(place: Place): Place {
    const map = `${place.file}.map`;
    if (!existsSync(map)) return place;
    try {
        const content = JSON.parse(readFileSync(map, "utf8")) as SourceMapPayload;
        const entry = new SourceMap(content).findEntry(place.row - 1, place.column - 1);
        if (!("originalSource" in entry)) return place;
        const file = path.resolve(path.dirname(place.file), entry.originalSource);
        return { file, row: entry.originalLine + 1, column: entry.originalColumn + 1 };
    } catch {
        // A map that can't be read costs the reader a look into the bundle, and nothing else.
        return place;
    }
}

/** The end of a path: whose folder it is in says nothing. */
function shortened(file: string): string {
    return file.split(/[\\/]/).slice(-3).join("/");
}
