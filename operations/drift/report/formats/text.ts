import { stripVTControlCharacters } from "node:util";
import type { Finding, Shown, Verdict } from "../report";

/** Verdicts in words. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
    clean: "clean",
    delegatedOrWaived: "delegated or waived",
    codeAhead: "code ahead",
    drifted: "drifted",
    inconclusive: "inconclusive",
};

/** Changes of a resource in words. */
export const changeWords: Readonly<Record<Finding["change"], string>> = {
    changed: "changed outside of Pulumi",
    missing: "missing in AWS",
    undeployed: "changed in the code, not deployed yet",
    unreadable: "could not be read",
};

/**
 * Text on one line, as every format can hold it: no escape sequences of terminals, no control characters (XML allows
 * none of them), nothing that changes the direction of writing. A line break stays visible as "⏎".
 */
export function plain(text: string): string {
    const breaks = /\s*(?:\r\n|[\n\r\u0085\u2028\u2029])\s*/g;
    return harmless(stripVTControlCharacters(text).replaceAll(breaks, " ⏎ ")).trim();
}

/** The same for text of several lines, which stay as they are. */
export function plainLines(text: string): string {
    return stripVTControlCharacters(text).split("\n").map(harmless).join("\n");
}

function harmless(line: string): string {
    return line.replaceAll("\t", " ").replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_Control}\ufffe\uffff]/gu, "");
}

/** JSON that can be shown on a terminal as it is: what JSON itself leaves unescaped there is escaped as well. */
export function json(value: unknown): string {
    const text = JSON.stringify(value, undefined, 2).replaceAll(
        /[\u007f-\u009f\p{Bidi_Control}]/gu,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    return `${text}\n`;
}

/**
 * A value as text: of a secret its kind only, of a long one the beginning.
 * @param limit characters at most
 */
export function shownText(shown: Shown, limit = Number.POSITIVE_INFINITY): string {
    switch (shown.kind) {
        case "absent":
            return "(none)";
        case "secret":
            return `[secret ${plain(shown.type)}]`;
        case "value": {
            const { value } = shown;
            return cut(plain(typeof value === "string" ? value : JSON.stringify(value)), limit);
        }
    }
}

function cut(text: string, limit: number): string {
    const characters = [...text];
    return characters.length <= limit
        ? text
        : `${characters.slice(0, limit).join("")}… (${characters.length - limit} more)`;
}

const bySeverity: readonly Verdict[] = ["inconclusive", "drifted", "codeAhead", "delegatedOrWaived", "clean"];

/** Urgent findings first; otherwise in the order of their names, the same in every run. */
export function inOrder(findings: readonly Finding[]): Finding[] {
    return findings.toSorted(
        (a, b) =>
            Number(b.pages) - Number(a.pages) ||
            bySeverity.indexOf(a.verdict) - bySeverity.indexOf(b.verdict) ||
            compare(a.urn, b.urn) ||
            compare(a.fingerprint, b.fingerprint),
    );
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** "3 findings", "1 finding". */
export function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
