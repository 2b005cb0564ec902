import { type ExitCode, exitCodes } from "./exitCodes";

export { type ExitCode, exitCodes };

/** An error that the user can correct: its message is shown alone, without a stack trace. */
export class Failure extends Error {
    override readonly name = "Failure";

    /**
     * @param message cause and remedy; complete sentences, no prefix
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
