/** Names of the suites that `plumb test` runs, in this order: what is quick to fail comes first. */
export const suiteNames = ["lint", "types", "generated", "unit", "go", "engine"] as const;

export type SuiteName = (typeof suiteNames)[number];
