import { XMLBuilder } from "fast-xml-parser";
import type { DriftReport, Finding, Verdict } from "../report";
import { changeWords, counted, inOrder, plain, shownText, verdictWords } from "./text";

type Outcome = "failure" | "error" | "skipped" | undefined;

const outcomes: Readonly<Record<Verdict, Outcome>> = {
    clean: undefined,
    delegatedOrWaived: "skipped",
    codeAhead: "skipped",
    drifted: "failure",
    inconclusive: "error",
};

type Element = Record<string, unknown>;

interface TestCase {
    readonly outcome: Outcome;
    readonly element: Element;
}

/**
 * The report as JUnit XML, which every CI system shows: a suite for the stack, a test for each finding and one for
 * all clean resources. Allowed and undeployed differences are skipped; an inconclusive finding
 * is an error.
 */
export function junit(report: DriftReport): string {
    const name = plain(`drift of ${report.project}/${report.stack}`);
    const cases = [
        cleanCase(report),
        ...inOrder(report.findings).map(findingCase),
        ...report.reasons.map(reasonCase),
        ...report.waivers.map(({ rule, urn, problem }) =>
            testCase("waivers", `${rule} for ${urn}`, "failure", problem, `This waiver is ${problem}.`),
        ),
    ];
    const count = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length;
    const totals = {
        "@name": name,
        "@tests": cases.length,
        "@failures": count("failure"),
        "@errors": count("error"),
        "@time": (report.durationMs / 1000).toFixed(3),
    };
    const suite = {
        ...totals,
        "@skipped": count("skipped"),
        "@timestamp": report.startedAt.replace(/(\.\d+)?Z$/, ""),
        testcase: cases.map(({ element }) => element),
    };
    const builder = new XMLBuilder({
        attributeNamePrefix: "@",
        format: true,
        ignoreAttributes: false,
        indentBy: "  ",
        processEntities: true,
        suppressBooleanAttributes: false,
        suppressEmptyNode: true,
    });
    return builder.build({
        "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
        testsuites: { ...totals, testsuite: suite },
    });
}

function cleanCase({ resources }: DriftReport): TestCase {
    return testCase("clean", `${counted(resources.clean, "resource")} as the state has them`, undefined);
}

function reasonCase(reason: string, index: number): TestCase {
    return testCase("scan", `reason ${index + 1}`, "error", verdictWords.inconclusive, reason);
}

function findingCase(finding: Finding): TestCase {
    const { type, name, change, verdict, properties, rules, by, at, urn, waiver } = finding;
    const lines = [
        urn,
        ...properties.map(({ path, was, is, reason }) =>
            [`${path}: ${shownText(was)} → ${shownText(is)}`, reason].filter(Boolean).join("; "),
        ),
        ...rules.map(({ rule, level, message }) => `breaks ${rule} (${level}): ${message}`),
        ...(by === undefined && at === undefined
            ? []
            : [`changed ${at ?? ""} by ${by ?? "an unknown identity"}`]),
        ...(waiver === undefined
            ? []
            : [`waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`]),
    ];
    const message = `${verdictWords[verdict]}: ${changeWords[change]}`;
    return testCase(type, name, outcomes[verdict], message, ...lines);
}

function testCase(
    classname: string,
    name: string,
    outcome: Outcome,
    message = "",
    ...lines: readonly string[]
): TestCase {
    const body = { "@message": plain(message), "#text": lines.map(plain).join("\n") };
    return {
        outcome,
        element: {
            "@classname": plain(classname),
            "@name": plain(name),
            ...(outcome === undefined ? {} : { [outcome]: body }),
        },
    };
}
