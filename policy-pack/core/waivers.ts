/**
 * Exceptions on purpose, each with a reason, an owner and an end. One file for policies and for drift; nothing here
 * needs Pulumi.
 */
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

import { matchesWildcard, suggestion } from "../../model/text";

const schema = z.array(
    z.strictObject({
        rule: z.string().min(1),
        // A pattern that can fit nothing would never be missed where it stands for several stacks.
        urn: z
            .string()
            .startsWith("urn:pulumi:", "must begin with urn:pulumi:, then the stack, or * for all of them"),
        reason: z.string().trim().min(10, "must be a reason of at least 10 characters"),
        owner: z.string().trim().min(1),
        expires: z.iso.date("must be a date such as 2030-01-31"),
    }),
);

/** How the rule of a waiver begins that is about drift, not about policies. */
export const DRIFT = "drift/";

/** One exception. */
export interface Waiver {
    /** Name of a policy, or `drift/<property path>`. */
    readonly rule: string;
    /** URN of the excepted resource; `*` matches any characters. */
    readonly urn: string;
    readonly reason: string;
    readonly owner: string;
    /** Last day on which it holds, as `YYYY-MM-DD`, in UTC. */
    readonly expires: string;
}

/** An invalid waiver file; the message contains file, place, and allowed values. */
export class WaiverFileError extends Error {}

/**
 * Reads a file of waivers: a list of `{rule, urn, reason, owner, expires}`.
 *
 * @throws {WaiverFileError} if it can't be read, or if anything in it is wrong: all problems at once
 */
export function readWaivers(file: string): Waiver[] {
    let content: unknown;
    try {
        // Without the timestamp type, dates stay text.
        content = parse(readFileSync(file, "utf8")) ?? [];
    } catch (error) {
        throw new WaiverFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const parsed = schema.safeParse(content);
    if (!parsed.success) {
        const problems = parsed.error.issues.map((issue) => `  ${where(issue.path)}: ${issue.message}`);
        throw new WaiverFileError(
            [`${file} is not a list of {rule, urn, reason, owner, expires}:`, ...problems].join("\n"),
        );
    }
    return parsed.data;
}

/**
 * Refuses waivers of rules that do not exist; those of drift are not looked at.
 *
 * @param names all rules
 * @throws {WaiverFileError} naming each such rule, and the nearest that exists
 */
export function refuseUnknownRules(file: string, waivers: readonly Waiver[], names: readonly string[]): void {
    const problems = waivers.flatMap(({ rule }, index) =>
        rule.startsWith(DRIFT) || names.includes(rule)
            ? []
            : [`  ${where([index, "rule"])}: "${rule}" is not a rule of this pack${suggestion(rule, names)}`],
    );
    if (problems.length > 0) {
        throw new WaiverFileError(
            [`${file} has waivers of rules that do not exist:`, ...problems].join("\n"),
        );
    }
}

/** The nearest `waivers.yaml`, from a folder upwards; undefined if there is none. */
export function findWaivers(folder: string): string | undefined {
    const file = path.join(folder, "waivers.yaml");
    if (existsSync(file)) return file;
    const parent = path.dirname(folder);
    return parent === folder ? undefined : findWaivers(parent);
}

/**
 * The valid waiver that excepts a resource from a rule; undefined if there is none.
 *
 * @param today `YYYY-MM-DD`, in UTC
 */
export function matchWaiver(
    waivers: readonly Waiver[],
    rule: string,
    urn: string,
    today: string,
): Waiver | undefined {
    return waivers.find(
        (waiver) => waiver.rule === rule && !isExpired(waiver, today) && matchesWildcard(waiver.urn, urn),
    );
}

export function isExpired({ expires }: Waiver, today: string): boolean {
    return expires < today;
}

/** Whether a waiver may concern a stack: a run on dev ignores a waiver for prod. */
export function concernsStack(waiver: Waiver, stack: string): boolean {
    const [pattern, isWhole] = stackPart(waiver);
    return isWhole
        ? matchesWildcard(pattern, stack)
        : matchesWildcard(`${pattern}*`, stack) || pattern.startsWith(stack);
}

/** Whether a waiver names this stack and no other. */
export function namesStack(waiver: Waiver, stack: string): boolean {
    const [pattern, isWhole] = stackPart(waiver);
    return isWhole && pattern === stack;
}

/** The pattern of the stack's name, and whether it ends there: a `*` before may mean any. */
function stackPart({ urn }: Waiver): readonly [pattern: string, isWhole: boolean] {
    const match = /^urn:pulumi:([^:]*)(:?)/.exec(urn);
    return [match?.[1] ?? "*", match?.[2] === ":"];
}

/** Today in UTC, as waivers write it. */
export function today(now: Date = new Date()): string {
    return now.toISOString().slice(0, 10);
}

function where(place: readonly PropertyKey[]): string {
    if (place.length === 0) return "the file";
    const [index, ...rest] = place;
    return [`waiver ${Number(index) + 1}`, ...rest.map(String)].join(", ");
}
