import { type DriftReport, driftReport } from "../../../operations/drift/report/report";
import type { Clone, Ran } from "./clone";

/** Looks for drift of a clone's local stack. @param args besides `--json` */
export async function scan(
    clone: Clone,
    ...args: readonly string[]
): Promise<{ report: DriftReport; ran: Ran }> {
    const ran = await clone.plumb("drift", "--json", ...args);
    try {
        return { report: driftReport.parse(JSON.parse(ran.stdout)), ran };
    } catch {
        throw new Error(`no report: ${ran.all}`);
    }
}
