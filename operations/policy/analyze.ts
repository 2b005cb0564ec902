import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { ConfigurationFile } from "../../policy-pack/core/engine/configurationFile";
import { Failure } from "../pulumi/failure";
import { capturePulumi, type Engine } from "../pulumi/engine";

/** A finding of a policy at a resource. */
export interface PolicyFinding {
    /** Name of the policy. */
    readonly rule: string;
    readonly level: "mandatory" | "advisory";
    readonly severity: "low" | "medium" | "high" | "critical";
    /** URN of the resource, or of the stack for a finding about all of it. */
    readonly urn: string;
    readonly message: string;
}

export interface AnalyzeOptions {
    readonly engine: Engine;
    /** An exported state. @default the stack's own, from its backend */
    readonly stateFile?: string | undefined;
    /** Folder of the policy pack. @default the project's own */
    readonly policyPack?: string | undefined;
    /** Levels and settings of the policies. @default the pack's own */
    readonly configuration?: ConfigurationFile | undefined;
    /** Environment whose levels apply. @default by the stack's name */
    readonly environment?: string | undefined;
}

/**
 * Runs the policy pack on a deployed state, without the program and without AWS. Nothing is changed.
 *
 * Secrets of a state file are seen only with the passphrase or key that encrypted them; findings never show any.
 *
 * @returns findings, broken mandatory policies first
 * @throws {Failure} if the pack does not start, or if the state can't be read
 */
export async function analyzeState(options: AnalyzeOptions): Promise<PolicyFinding[]> {
    const { engine, stateFile, environment, configuration = {} } = options;
    const pack = options.policyPack ?? path.resolve(__dirname, "../../policy-pack");
    const scratch = await mkdtemp(path.join(tmpdir(), "plumb-policy-"));
    try {
        const config = path.join(scratch, "config.json");
        await writeFile(config, JSON.stringify(withEnvironment(configuration, environment)));
        const { exitCode, stdout, stderr } = await capturePulumi(
            engine,
            ...["policy", "analyze", "--json", "--policy-pack", pack, "--policy-pack-config", config],
            ...(stateFile === undefined ? ["--stack", engine.stack] : ["--file", path.resolve(stateFile)]),
        );
        const { findings, complete } = readEvents(stdout);
        // Broken policies end it with an exit code, too: only the summary shows a complete run.
        if (!complete && !(exitCode === 0 && /has no resources/.test(stderr))) {
            const reason = stderr.trim() || "it ended before it was done";
            throw new Failure(`The policies could not be run on stack "${engine.stack}": ${reason}`);
        }
        return findings;
    } finally {
        await rm(scratch, { recursive: true, force: true });
    }
}

/** The policy that carries the settings of the pack as a whole. */
const PACK = "policy-pack";

function withEnvironment(
    configuration: ConfigurationFile,
    environment: string | undefined,
): ConfigurationFile {
    const own = configuration[PACK] ?? {};
    return environment === undefined || typeof own === "string"
        ? configuration
        : { ...configuration, [PACK]: { ...own, environment } };
}

interface EngineEvent {
    readonly policyEvent?: {
        readonly resourceUrn?: string;
        readonly policyName: string;
        readonly message: string;
        readonly enforcementLevel: string;
        readonly severity?: string;
    };
    readonly summaryEvent?: object;
}

/** Findings among the events that Pulumi prints, one JSON object per line. */
export function readEvents(output: string): { findings: PolicyFinding[]; complete: boolean } {
    const events = output
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line) as EngineEvent);
    const findings = events.flatMap(({ policyEvent }) => (policyEvent ? [findingOf(policyEvent)] : []));
    return {
        findings: findings.sort((a, b) => rank(a) - rank(b) || a.rule.localeCompare(b.rule)),
        complete: events.some(({ summaryEvent }) => summaryEvent !== undefined),
    };
}

/** How the engine marks colours in its events: `<{%reset%}>`. */
const COLOUR = /<\{%[^%]*%\}>/g;

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

function findingOf(event: NonNullable<EngineEvent["policyEvent"]>): PolicyFinding {
    return {
        rule: event.policyName,
        level: event.enforcementLevel === "advisory" ? "advisory" : "mandatory",
        severity: SEVERITIES.find((severity) => severity === event.severity) ?? "medium",
        urn: event.resourceUrn ?? "",
        message: event.message.replace(COLOUR, "").trim(),
    };
}

function rank({ level, severity }: PolicyFinding): number {
    return (level === "mandatory" ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(severity);
}
