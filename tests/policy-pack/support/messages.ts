/** messages.txt: findings of rules by resource, after each mutation. */
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { rules } from "../../../policy-pack/policies";
import type { Mutation } from "../mutations/mutation";
import type { Finding } from "./engine";

export const messagesFile = path.join(__dirname, "..", "messages.txt");

/** One finding after a mutation. */
export interface Line {
    /** Rule of the mutation. */
    readonly mutation: string;
    /** Rule of the message: that of the mutation, or one with the same requirement. */
    readonly rule: string;
    /** See {@link resourceOf}. */
    readonly resource: string;
    readonly message: string;
}

/** A URN without the common parts of a stack's resources: types and name. */
export function resourceOf(urn: string): string {
    return urn.split("::").slice(2).join("::");
}

/** Rules whose findings are one for all resources at which they say the same. */
const ADVICE = new Set(rules.filter(({ profile = "" }) => /advice/i.test(profile)).map(({ name }) => name));

/** A finding for each resource of one that is for several: by type and name, which is all that it says of the others. */
export function apart<Found extends { rule: string; urn: string; message: string }>(finding: Found): Found[] {
    if (!ADVICE.has(finding.rule)) return [finding];
    const [stack, project, types = "", name = ""] = finding.urn.split("::");
    const innermost = [stack, project, types.split("$").at(-1), name].join("::");
    const [, problem, names, rest] =
        /^(.*), and so at \d+ more \(([^)]*)\)(\. .*)$/s.exec(finding.message) ?? [];
    if (problem === undefined || names === undefined) return [{ ...finding, urn: innermost }];
    const type = innermost.slice(0, innermost.lastIndexOf("::") + 2);
    return [innermost, ...names.split(", ").map((other) => type + other)].map((urn) => ({
        ...finding,
        urn,
        message: `${problem}${rest}`,
    }));
}

/** Amounts depend on the other resources in the stack. */
export function withoutAmounts(message: string): string {
    return message.replace(/[\d.]+ US dollars/g, "… US dollars");
}

/** New findings of a mutation; of findings on every resource, the first stands for all. */
export function linesOf({ rule: mutation, everywhere }: Mutation, findings: readonly Finding[]): Line[] {
    const lines = findings.map(({ rule, urn, message }) => ({
        mutation,
        rule,
        resource: resourceOf(urn),
        message,
    }));
    return everywhere ? lines.slice(0, 1) : lines;
}

export function textOf(lines: readonly Line[]): string {
    return lines
        .map(({ mutation, rule, resource, message }) => {
            return `${mutation} > ${rule} [${resource}] ${message}\n`;
        })
        .sort()
        .join("");
}

/** All lines of messages.txt. */
export function readMessages(): Line[] {
    return readFileSync(messagesFile, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => {
            const [, mutation, rule, resource, message] = /^(\S+) > (\S+) \[(.+?)\] (.+)$/.exec(line) ?? [];
            if (!mutation || !rule || !resource || !message) throw new Error(`messages.txt has: ${line}`);
            return { mutation, rule, resource, message };
        });
}
