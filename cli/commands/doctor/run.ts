import pc from "picocolors";
import { examine } from "../../../operations/doctor/examine";
import type { Finding } from "../../../operations/doctor/finding";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { root } from "../../command";
import { pathsOf, project } from "../../project";
import { table } from "../../../operations/text/table";
import { loadStack } from "../../stack";
import { PLUMB } from "../../../model/plumb";

export interface DoctorOptions {
    readonly stack: string;
    readonly json?: boolean;
}

/** `plumb doctor`: see index.ts. */
export async function doctor(options: DoctorOptions): Promise<ExitCode> {
    const findings = await examine(root, pathsOf(project()).emulator, loadStack(options.stack));
    const works = findings.every(({ state, optional }) => state === "ok" || optional);
    if (options.json) {
        console.log(JSON.stringify({ works, findings }, undefined, 2));
    } else {
        print(findings, works, options.stack);
    }
    return works ? exitCodes.done : exitCodes.missing;
}

function print(findings: readonly Finding[], works: boolean, stack: string): void {
    const rows = findings.map((finding) => [
        finding.name,
        color(finding),
        finding.version ?? "-",
        finding.place ?? "-",
        finding.advice ?? "",
    ]);
    console.log(table(["Name", "State", "Version", "Place", "Remedy"], rows));
    console.log(
        `\n${PLUMB} up --stack ${stack} ${works ? "works" : pc.red("does not work yet")} on this machine.`,
    );
}

function color({ state, optional }: Finding): string {
    return state === "ok" ? pc.green(state) : optional ? pc.yellow(state) : pc.red(state);
}
