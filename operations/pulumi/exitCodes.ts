/** How `plumb` ends: every exit code with its meaning. The numbers never change; --help and README.md show them. */
export const endings = {
    done: { code: 0, meaning: "done" },
    failed: { code: 1, meaning: "failed" },
    usage: { code: 2, meaning: "wrong usage or configuration; nothing was changed" },
    missing: { code: 3, meaning: "something needed is missing and could not be set up" },
    delegated: {
        code: 4,
        meaning: "delegated or waived: AWS differs only where a delegation or a waiver allows it",
    },
    codeAhead: { code: 5, meaning: "code ahead: the code has changes that are not deployed" },
    noRoom: {
        code: 6,
        meaning: "the account has no room: a quota is exceeded, or a subnet has too few addresses",
    },
    changes: { code: 7, meaning: "there are changes where none were expected, such as drift" },
    broken: { code: 8, meaning: "something of the stack that should run does not, or an alarm rings" },
    inconclusive: {
        code: 9,
        meaning: "inconclusive: credentials, throttling, wrong account or region, or too much missing",
    },
    threw: { code: 10, meaning: "the function that was called has ended with an error of its own" },
    interrupted: { code: 130, meaning: "interrupted" },
} as const;

export type Ending = keyof typeof endings;

/** The numbers alone. */
export const exitCodes = Object.fromEntries(
    Object.entries(endings).map(([name, { code }]) => [name, code]),
) as { readonly [Name in Ending]: (typeof endings)[Name]["code"] };

/** The exit code of a command that `plumb run` has run somewhere else: any there is. */
export type ForeignCode = number & { readonly foreign: true };

export type ExitCode = (typeof exitCodes)[Ending] | ForeignCode;

/** Ends `plumb` as the command of a task has ended. */
export function endingAs(code: number): ExitCode {
    return code as ForeignCode;
}

/** Meanings of exit codes, by name: for --help, where a command may refine them. */
export function meaningsOf<Name extends Ending>(...names: readonly Name[]): Record<Name, string> {
    return Object.fromEntries(names.map((name) => [name, endings[name].meaning])) as Record<Name, string>;
}
