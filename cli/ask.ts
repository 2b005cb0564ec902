import { createInterface } from "node:readline/promises";
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
    let answered = false;
    const left = new Promise<never>((_resolve, reject) => {
        terminal.once("close", () => {
            if (!answered) reject(interruption(leaving));
        });
        terminal.once("SIGINT", () => {
            terminal.close();
        });
    });
    output.write(question);
    try {
        const answer = await Promise.race([terminal.question(""), left]);
        answered = true;
        return answer;
    } catch (error) {
        throw error instanceof Error && error.name === "AbortError" ? interruption(leaving) : error;
    } finally {
        terminal.close();
        output.write("\n");
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
