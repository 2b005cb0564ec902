import pc from "picocolors";
import { PARTS_OUTPUT } from "../../model/parts";
import { RECORDS_OUTPUT } from "../../model/dns";
import { plain } from "../../operations/drift/report/formats/text";

/** A stack's outputs, one a row, maps unfolded: `urls.web`; without what is for other stacks only, and records to make. */
export function outputRows(outputs: Readonly<Record<string, unknown>>): string[][] {
    return (
        Object.entries(outputs)
            .filter(([name]) => name !== PARTS_OUTPUT && name !== RECORDS_OUTPUT)
            .flatMap(([name, value]) => unfold(name, value))
            // Those of e-mail are in the table of all records.
            .filter(([name = ""]) => !/^emails\..+\.dnsRecords$/.test(name))
    );
}

/** The records that people have to make in DNS that is elsewhere: name, type and target. */
export function recordRows(outputs: Readonly<Record<string, unknown>>): string[][] {
    const records = outputs[RECORDS_OUTPUT];
    if (!Array.isArray(records)) return [];
    return (records as Partial<Record<string, unknown>>[]).map(({ name, type, target }) =>
        [name, type, target].map((value) => plain(String(value))),
    );
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
