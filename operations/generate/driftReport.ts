/** Writes the shape of drift reports for those who read them; with `--check` it says whether that is current. */
import * as path from "node:path";
import { writeGenerated } from "../test/writeGenerated";
import { reportJsonSchema } from "../drift/report/formats/jsonSchema";

const schema = `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`;
writeGenerated(
    path.join(__dirname, "../.."),
    [["docs/reference/drift-report.schema.json", schema]],
    "npm run generate",
);
