import { existsSync } from "node:fs";
import * as path from "node:path";
import { defaultAnswers, nameProblem } from "../../../operations/init/answers";
import { projectFiles } from "../../../operations/init/files";
import { missingOptions, nameFor, readGiven, type Typed, withDefaults } from "../../../operations/init/given";
import { type Place, placeOf } from "../../../operations/init/place";
import { needEmptyFolder, writeFiles } from "../../../operations/init/write";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { hasTerminal } from "../../../operations/pulumi/runPulumi";
import { root } from "../../command";
import { startFolder } from "../../project";
import { ask } from "./ask";

export interface InitOptions extends Typed {
    readonly yes?: boolean;
}

/** `plumb init`: see index.ts. */
export async function init(folder: string, options: InitOptions): Promise<ExitCode> {
    const place = placeOf(path.resolve(startFolder(), folder), root);
    needEmptyFolder(place.folder);
    if (place.isModule) {
        throw new Failure(
            `package.json in ${place.folder} has "type": "module", with which Pulumi runs no index.ts of this kind; ` +
                "take that line out. Nothing was written.",
            exitCodes.usage,
        );
    }
    const given = readGiven(options);
    if (!options.yes && !hasTerminal()) needAll(options);
    const name = nameFor(place.folder);
    const answers =
        options.yes || missingOptions(options).length === 0
            ? withDefaults(given, name)
            : await ask(given, (chosen) => ({
                  ...defaultAnswers(chosen || presetFor(name)),
                  repository: undefined,
              }));
    const files = projectFiles(answers, place);
    writeFiles(place.folder, files);
    console.log(`Project "${answers.name}" is written (${Object.keys(files).length} files). Next:\n`);
    for (const command of next(place)) console.log(`  ${command}`);
    return exitCodes.done;
}

/** A folder may have a name that no project can have. */
function presetFor(name: string): string {
    return nameProblem(name) === undefined ? name : "app";
}

/** @throws Failure that names the options which are missing */
function needAll(options: InitOptions): void {
    const missing = missingOptions(options);
    if (missing.length === 0) return;
    throw new Failure(
        `There is no terminal to ask: pass ${missing.join(", ")}, or --yes for the defaults. Nothing was written.`,
        exitCodes.usage,
    );
}

/** The two commands after this one. */
function next(place: Place): string[] {
    const { folder, installation, isInside } = place;
    const plumb = isInside ? path.join(path.relative(folder, installation), "plumb") : "npx plumb";
    const enter = path.relative(process.cwd(), folder);
    const installs = isInside || isInstalled(folder) ? [] : ["npm install"];
    const before = [...(enter === "" ? [] : [`cd ${enter}`]), ...installs].join(" && ");
    return before === "" ? [`${plumb} up`, `${plumb} rehearse prod`] : [before, `${plumb} up`];
}

function isInstalled(folder: string): boolean {
    const parent = path.dirname(folder);
    return (
        existsSync(path.join(folder, "node_modules/plumbline")) || (parent !== folder && isInstalled(parent))
    );
}
