import { existsSync } from "node:fs";
import * as path from "node:path";
import { keepPrivate } from "../operations/pulumi/place";
import { explain } from "./explain";
import type { ExitCode } from "../operations/pulumi/exitCodes";
import { run } from "./program";

// Other users of the machine may read no states, logs and reports.
process.umask(0o077);
const own = path.resolve(__dirname, "../.plumb");

/** Closes the clone's folder to others first; a folder that cannot be closed is told of like any other failure. */
async function main(): Promise<ExitCode> {
    try {
        if (existsSync(own)) keepPrivate(own);
    } catch (error) {
        return explain(error);
    }
    return run(process.argv.slice(2));
}

void main().then((exitCode) => {
    process.exitCode = exitCode;
});
