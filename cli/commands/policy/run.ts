import { existsSync } from "node:fs";
import * as path from "node:path";
import pc from "picocolors";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { plain, plainLines } from "../../../operations/drift/report/formats/text";
import { nameOf, typeOf } from "../../../operations/state/urn";
import { analyzeState, type PolicyFinding } from "../../../operations/policy/analyze";
import { configurationsOf } from "../../../operations/policy/packConfiguration";
import { table } from "../../../operations/text/table";
import { root } from "../../command";
import { project, projectOrNone } from "../../project";
import { inEachProject } from "../../projects";
import { notice } from "../../terminal/report";
import { loadStack, needBackend, openState } from "../../stack";

export interface PolicyOptions {
    readonly stack: string;
    readonly file?: string;
    readonly environment?: string;
    readonly policyPackConfig: readonly string[];
    readonly json?: boolean;
}

/** `plumb policy`: see index.ts. */
export async function policy(options: PolicyOptions): Promise<ExitCode> {
    return options.file === undefined ? inEachProject(options, () => policyOn(options)) : policyOn(options);
}

async function policyOn(options: PolicyOptions): Promise<ExitCode> {
    const { stack, file, environment, json } = options;
    if (file !== undefined && !existsSync(file)) {
        throw new Failure(`There is no file ${file}.`, exitCodes.usage);
    }
    const settings = file === undefined ? loadStack(stack) : undefined;
    if (settings !== undefined) needBackend(settings);
    const [configuration] = configurationsOf({
        folders: [path.join(root, "policy-pack")],
        files: options.policyPackConfig,
        root,
        settings: settings ?? { apis: {} },
    });
    const engine = await openState(stack, settings, file === undefined ? project() : projectOrNone());
    notice(`Running the policies on ${file ?? `the deployed state of stack "${stack}"`}…`);
    const findings = await analyzeState({ engine, stateFile: file, environment, configuration });
    const broken = findings.filter(({ level }) => level === "mandatory");
    if (json) {
        const report = { stack: file ?? stack, broken: broken.length, findings };
        console.log(JSON.stringify(report, undefined, 2));
    } else {
        console.log(pageOf(findings));
    }
    return broken.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** Findings as a table, and their number. */
export function pageOf(findings: readonly PolicyFinding[]): string {
    const broken = findings.filter(({ level }) => level === "mandatory").length;
    const advice = findings.length - broken;
    const counts = `${broken} mandatory, ${advice} advisory or waived`;
    const rows = findings.map((finding) => [
        finding.level === "mandatory" ? pc.red(finding.severity) : pc.dim(`(${finding.severity})`),
        finding.rule,
        resourceOf(plain(finding.urn)),
        wrapped(plainLines(finding.message)),
    ]);
    return rows.length === 0
        ? counts
        : `${table(["Severity", "Rule", "Resource", "What"], rows)}\n\n${counts}`;
}

/** `aws:s3:Bucket uploads` of a URN. */
function resourceOf(urn: string): string {
    return `${typeOf(urn).replace(/\/[^:]*/, "")}\n${nameOf(urn)}`;
}

function wrapped(text: string, width = 70): string {
    return text.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}})\\s`, "g"), "$1\n");
}
