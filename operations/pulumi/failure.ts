/** What `plumb` tells its caller. The numbers are documented in every command's --help and never change. */
export const exitCodes = {
    done: 0,
    failed: 1,
    usage: 2,
    missing: 3,
    /** Of `plumb drift`: see operations/drift/report.ts. */
    delegated: 4,
    codeAhead: 5,
    /** Of `plumb limits`: the account has no room for the stack. */
    noRoom: 6,
    changes: 7,
    inconclusive: 9,
    interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An end that the person can do something about: shown as its message alone, without a stack trace. */
export class Failure extends Error {
    override readonly name = "Failure";

    /**
     * @param message what is wrong and what to do; complete sentences, no prefix
     * @param exitCode how the process ends
     * @param reported true if something else (Pulumi) has already shown the reason
     */
    constructor(
        message: string,
        readonly exitCode: ExitCode = exitCodes.failed,
        readonly reported = false,
    ) {
        super(message);
    }
}
