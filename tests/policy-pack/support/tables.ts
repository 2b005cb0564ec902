/** Rules with a table, so that a test can name rules without one. */
import type { Rule } from "../../../policy-pack/core/rule";

const tested = new Set<string>();

/** Notes that a rule has a table; the functions that create tables call it. */
export function noteTable({ name }: Rule): void {
    tested.add(name);
}

/** Names of rules with a table, among the test files that have been loaded. */
export function rulesWithTable(): ReadonlySet<string> {
    return tested;
}
