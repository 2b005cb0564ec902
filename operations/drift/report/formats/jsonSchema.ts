import * as z from "zod";
import { driftReport, REPORT_VERSION } from "../report";

/** The shape of `plumb drift`'s JSON report: JSON Schema 2020-12. */
export function reportJsonSchema(): Record<string, unknown> {
    const { $schema, ...shape } = z.toJSONSchema(driftReport, { io: "input" });
    return { $schema, title: `Drift report of plumbline, version ${REPORT_VERSION}`, ...shape };
}
