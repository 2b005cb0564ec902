/** The shape of drift reports as JSON Schema, for programs that read them. */
import { reportJsonSchema } from "../drift/report/formats/jsonSchema";
import type { Files } from "./write";

export function generateDriftReport(): Files {
    return [
        ["docs/reference/drift-report.schema.json", `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`],
    ];
}
