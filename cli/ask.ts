import { createInterface } from "node:readline/promises";
import { interruption } from "../operations/pulumi/signals";

/** Streams of the question; default: this terminal. */
interface Terminal {
    readonly input: NodeJS.ReadableStream;
    readonly output: NodeJS.WritableStream;
}

/**
 * Asks before a change; any answer but yes is no.
 * @throws Failure if the user leaves with Ctrl-C or Ctrl-D
 */
export async function agrees(
    question: string,
    { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
    const terminal = createInterface({ input, output });
    let answered = false;
    // An answer that never comes would end the process with 0, or with Node's own words.
    const left = new Promise<never>((_resolve, reject) => {
        terminal.once("close", () => {
            if (!answered) reject(interruption(leaving));
        });
    });
    try {
        const answer = await Promise.race([terminal.question(`${question} [y/N] `), left]);
        answered = true;
        return /^y(es)?$/i.test(answer.trim());
    } catch (error) {
        throw error instanceof Error && error.name === "AbortError" ? interruption(leaving) : error;
    } finally {
        terminal.close();
    }
}

const leaving = "Interrupted. Nothing was changed.";
