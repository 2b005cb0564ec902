/** What each stack of the sample amounts to, whichever of its two files says it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

import { sorted } from "../../../config/sources/merge";
import { readStackFile } from "../../../config/stackFile";
import { ROOT } from "../fixtures";

export function pinnedFile(stack: string): string {
    return join(__dirname, `${stack}.yaml`);
}

export function pinned(stack: string): string {
    return readFileSync(pinnedFile(stack), "utf8");
}

/** The settings of a committed stack, its keys in order; of encrypted values it has none. */
export function effective(stack: string): string {
    const settings = JSON.parse(JSON.stringify(sorted(readStackFile(ROOT, stack)))) as unknown;
    return stringify(settings, { lineWidth: 110 });
}
