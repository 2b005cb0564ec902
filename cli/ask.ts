import { createInterface, type Interface } from "node:readline/promises";
import { Writable } from "node:stream";
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
    const answer = await answerTo(`${question} [y/N] `, createInterface({ input, output }));
    return /^y(es)?$/i.test(answer.trim());
}

const leaving = "Interrupted. Nothing was changed.";

/**
 * Asks for something that nobody may see: what is typed is not shown.
 * @throws Failure if the user leaves with Ctrl-C or Ctrl-D
 */
export async function askHidden(
    question: string,
    { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
    // Readline would write what it reads.
    const nowhere = new Writable({
        write: (_chunk, _encoding, done) => {
            done();
        },
    });
    const terminal = createInterface({ input, output: nowhere, terminal: true });
    terminal.once("SIGINT", () => {
        terminal.close();
    });
    output.write(question);
    try {
        return await answerTo("", terminal);
    } finally {
        output.write("\n");
    }
}

/**
 * The answer to a question, and the end of the terminal.
 * @throws Failure if the user leaves instead
 */
async function answerTo(question: string, terminal: Interface): Promise<string> {
    let answered = false;
    // An answer that never comes would end the process with 0, or with Node's own words.
    const left = new Promise<never>((_resolve, reject) => {
        terminal.once("close", () => {
            if (!answered) reject(interruption(leaving));
        });
    });
    try {
        const answer = await Promise.race([terminal.question(question), left]);
        answered = true;
        return answer;
    } catch (error) {
        throw error instanceof Error && error.name === "AbortError" ? interruption(leaving) : error;
    } finally {
        terminal.close();
    }
}

/** Everything that a stream has, without the line break that a shell puts behind it. */
export async function readAll(input: NodeJS.ReadableStream): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of input) chunks.push(Buffer.from(chunk as string | Buffer));
    return Buffer.concat(chunks)
        .toString("utf8")
        .replace(/\r?\n$/, "");
}
