import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type MochaOptions, type Hook, reporters, type Runner, type Test } from "mocha";
import { FOLDER } from "./caseTimesFolder";

/** How long a test, or what comes before or after tests, took. */
export interface CaseTime {
    /** From the project's folder. */
    readonly file: string;
    readonly title: string;
    readonly milliseconds: number;
}

/** mocha's own reporter, which also notes times. */
export default class CaseTimes extends reporters.Spec {
    constructor(runner: Runner, options?: MochaOptions) {
        super(runner, options);
        const folder = process.env[FOLDER];
        if (folder === undefined) return;
        const times: CaseTime[] = [];
        const note = (what: Test | Hook): void => {
            const file = path.relative(process.cwd(), what.file ?? "");
            times.push({ file, title: what.fullTitle(), milliseconds: what.duration ?? 0 });
        };
        runner.on("test end", note);
        runner.on("hook end", note);
        runner.once("end", () => {
            mkdirSync(folder, { recursive: true });
            writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify(times));
        });
    }
}
