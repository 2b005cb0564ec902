import type { Changes } from "../support/steps";

/** What the second variant of each program changes, and all that it changes. */
export const expected: Readonly<Record<string, Changes>> = { account: {}, compute: {}, data: {}, edge: {} };
