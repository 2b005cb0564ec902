/** The event of a call, as people give it. */
import { exitCodes, Failure } from "../pulumi/failure";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: of a call, and of one that nobody waits for. */
const MOST_BYTES = { waited: 6_291_456, async: 1_048_576 };

/**
 * Refuses what is no JSON with the place of the mistake, and what Lambda does not take for its size.
 *
 * @param source where it comes from, for the message: "--data"
 */
export async function needPayload(text: string, source: string, isAsync: boolean): Promise<string> {
    try {
        JSON.parse(text);
    } catch (error) {
        const reason = (await mistakeIn(text)) ?? (error as Error).message;
        throw new Failure(`${source} is not JSON: ${reason}`, exitCodes.usage);
    }
    const bytes = Buffer.byteLength(text);
    const most = isAsync ? MOST_BYTES.async : MOST_BYTES.waited;
    if (bytes > most) {
        throw new Failure(
            `${source} has ${bytes} bytes, and Lambda takes at most ${most}${isAsync ? " with --async" : ""}.`,
            exitCodes.usage,
        );
    }
    return text;
}

/** Line, column and reason; undefined: they are not known. Node's own message often has no place. */
async function mistakeIn(text: string): Promise<string | undefined> {
    const { transform } = await import("esbuild");
    try {
        await transform(text, { loader: "json", logLevel: "silent" });
        return undefined;
    } catch (error) {
        const [first] = (error as { readonly errors?: readonly EsbuildError[] }).errors ?? [];
        if (!first?.location) return undefined;
        const { line, column, lineText } = first.location;
        const from = Math.max(0, column - 20);
        const near = lineText.slice(from, column + 20).trim();
        return `line ${line}, column ${column + 1}: ${first.text}${near === "" ? "" : `, at: ${near}`}`;
    }
}

interface EsbuildError {
    readonly text: string;
    readonly location: {
        readonly line: number;
        readonly column: number;
        readonly lineText: string;
    } | null;
}
