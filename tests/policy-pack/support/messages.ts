/** messages.txt: findings of rules by resource, after each mutation. */
import { readFileSync } from "node:fs";
import * as path from "node:path";

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
