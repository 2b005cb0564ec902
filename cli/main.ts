import { existsSync } from "node:fs";
import * as path from "node:path";
import { keepPrivate } from "../operations/pulumi/place";
import { run } from "./program";

// Other users of the machine may read no states, logs and reports.
process.umask(0o077);
const own = path.resolve(__dirname, "../.plumb");
if (existsSync(own)) keepPrivate(own);

void run(process.argv.slice(2)).then((exitCode) => {
    process.exitCode = exitCode;
});
