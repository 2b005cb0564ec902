import { readFile } from "node:fs/promises";
import * as path from "node:path";

import { capturePulumi, type Engine } from "../../../operations/pulumi/engine";
import { type PolicyFinding, readEvents } from "../../../operations/policy/analyze";

/** How a preview with the policy pack has ended. */
export interface Judged {
    readonly exitCode: number;
    readonly findings: readonly PolicyFinding[];
    /** Inputs of resources by URN, after remediations. */
    readonly inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
    /** All that was printed. */
    readonly output: string;
}

/** Previews with the policy pack, and reads its findings from the engine's own event log. */
export async function previewWithPolicies(
    engine: Engine,
    folder: string,
    pack: string,
    ...args: string[]
): Promise<Judged> {
    const log = path.join(folder, `events-${Date.now()}.json`);
    const { exitCode, stdout, stderr } = await capturePulumi(
        { ...engine, environment: { ...engine.environment, PULUMI_DEBUG_COMMANDS: "true" } },
        ...["preview", "--stack", engine.stack, "--policy-pack", pack, "--event-log", log],
        ...(engine.configFile === undefined ? [] : ["--config-file", engine.configFile]),
        ...args,
    );
    const events = await readFile(log, "utf8").catch(() => "");
    const { findings } = readEvents(events);
    return { exitCode, findings, inputs: inputsIn(events), output: stdout + stderr };
}

function inputsIn(events: string): Judged["inputs"] {
    const steps = events.split("\n").flatMap((line) => {
        if (!line.includes('"resourcePreEvent"')) return [];
        const { metadata } = (JSON.parse(line) as ResourceEvent).resourcePreEvent;
        return [[metadata.urn, metadata.new?.inputs ?? {}] as const];
    });
    return new Map(steps);
}

interface ResourceEvent {
    readonly resourcePreEvent: {
        readonly metadata: {
            readonly urn: string;
            readonly new?: { readonly inputs?: Readonly<Record<string, unknown>> };
        };
    };
}

/** Findings that are neither waived nor about the pack itself. */
export function unwaived(findings: readonly PolicyFinding[]): PolicyFinding[] {
    return findings.filter(({ rule, message }) => rule !== "policy-pack" && !message.startsWith("Waived"));
}
