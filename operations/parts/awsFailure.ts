/** Errors of AWS, as a message with what to do. */
import { explainProblem } from "../drift/problems";
import { exitCodes, Failure } from "../pulumi/failure";

/** What says nothing about the stack, but about who asks, or how often. */
const INCONCLUSIVE = /throttl|rate ?exceeded|toomanyrequests|token|credential|signature|authfailure/i;

/**
 * The failure of a question to AWS. A failure of ours stays what it is.
 * @param what that could not be done: "The logs of function/orders could not be read"
 */
export function awsFailure(what: string, error: unknown): Failure {
    if (error instanceof Failure) return error;
    const message = messageOf(error);
    const isInconclusive = INCONCLUSIVE.test(message);
    return new Failure(
        `${what}: ${explainProblem({ message }).text}`,
        isInconclusive ? exitCodes.inconclusive : exitCodes.failed,
    );
}

/** Name and message of an error; Node's own of a refused connection has no message, but causes. */
export function messageOf(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ECONNREFUSED") return "connection refused";
    return `${error.name}: ${error.message}`;
}
