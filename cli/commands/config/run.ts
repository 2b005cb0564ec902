import { originsOf, placeOf } from "../../../config/sources/origins";
import { readStackFile } from "../../../config/stackFile";
import { jsonSchemaByKey } from "../../../config/jsonSchema";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { type Listing, listingOf, rowsOf } from "../../../operations/settings/listing";
import { table } from "../../../operations/text/table";
import { project } from "../../project";
import { loadStack } from "../../stack";

export interface ConfigOptions {
    readonly stack: string;
    readonly defaults?: boolean;
    readonly json?: boolean;
}

/** `plumb config`: see index.ts. */
export function config({ stack, defaults, json }: ConfigOptions): ExitCode {
    const settings: Readonly<Record<string, unknown>> = loadStack(stack);
    const { folder, name } = project();
    const raw = readStackFile(folder, stack);
    const origins = originsOf(raw);
    if (origins === undefined) throw new Error("the origins of a stack file are unknown");
    const keys = Object.keys(jsonSchemaByKey());
    const complete = defaults ? Object.fromEntries(keys.map((key) => [key, settings[key]])) : {};
    const listing = listingOf(raw, origins, complete);
    console.log(
        json ? JSON.stringify(asJson(listing, { project: name, stack }), undefined, 2) : page(listing),
    );
    return exitCodes.done;
}

function asJson({ values, takenOut }: Listing, about: object): object {
    return { ...about, values: values.map(({ key, value, origin }) => ({ key, value, origin })), takenOut };
}

function page(listing: Listing): string {
    const sections = [table(["Setting", "From"], rowsOf(listing))];
    if (listing.takenOut.length > 0) {
        const rows = listing.takenOut.map(({ key, origin }) => [key, placeOf(origin)]);
        sections.push(table(["Taken out", "By"], rows));
    }
    return sections.join("\n\n");
}
