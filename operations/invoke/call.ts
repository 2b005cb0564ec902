/** Calls a function of a stack: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { ofType, type Part, textOf } from "../parts/parts";
import { Failure } from "../pulumi/failure";

/** The name in AWS of a function, and of the alias that callers have. */
export interface Callable {
    readonly functionName: string;
    readonly alias: string;
}

/** What a call has come to. */
export interface Answer {
    readonly requestId: string;
    /** The version that has answered; undefined if nobody waited for it. */
    readonly version?: string;
    /** JSON, or the text of a stream; undefined if nobody waited for it. */
    readonly payload?: string;
    /** What the function has thrown. */
    readonly error?: { readonly type: string; readonly message: string; readonly trace: readonly string[] };
    /** Its last lines: 4 KB at most. */
    readonly log?: string;
}

/** The live alias of a deployed function. */
export function liveAlias(part: Part): Callable {
    const [alias] = ofType(part, "aws:lambda/alias:Alias");
    const [functionName, name] = [textOf(alias, "functionName"), textOf(alias, "name")];
    if (functionName === undefined || name === undefined) {
        throw new Failure(`${part.id} has no alias that could be called: its deployment is not complete.`);
    }
    // The state has the name, or the ARN.
    return { functionName: functionName.split(":").at(-1) ?? functionName, alias: name };
}

/** Calls it once: a call that is lost on the way must not come twice, so the client must not repeat it. */
export async function call(
    { functionName, alias }: Callable,
    payload: string,
    isAsync: boolean,
    lambda: Pick<LambdaClient, "send">,
    signal: AbortSignal,
): Promise<Answer> {
    const answer = await lambda.send(
        new InvokeCommand({
            FunctionName: functionName,
            Qualifier: alias,
            InvocationType: isAsync ? "Event" : "RequestResponse",
            ...(isAsync ? {} : { LogType: "Tail" as const }),
            Payload: new TextEncoder().encode(payload),
        }),
        { abortSignal: signal },
    );
    const requestId = answer.$metadata.requestId ?? "";
    if (isAsync) return { requestId };
    const text = answer.Payload === undefined ? "" : new TextDecoder().decode(answer.Payload);
    return {
        requestId,
        ...(answer.ExecutedVersion === undefined ? {} : { version: answer.ExecutedVersion }),
        payload: text,
        ...(answer.LogResult === undefined
            ? {}
            : { log: Buffer.from(answer.LogResult, "base64").toString("utf8").trimEnd() }),
        ...(answer.FunctionError === undefined ? {} : { error: errorIn(text) }),
    };
}

/** The error that a runtime answers with, each in a form of its own. */
function errorIn(payload: string): NonNullable<Answer["error"]> {
    const { errorType, errorMessage, trace, stackTrace } = parsed(payload);
    const lines = [trace, stackTrace].find((one) => Array.isArray(one)) ?? [];
    return {
        type: typeof errorType === "string" ? errorType : "Error",
        message: typeof errorMessage === "string" ? errorMessage : payload,
        trace: (lines as unknown[]).map((line) => String(line).trimEnd()),
    };
}

function parsed(payload: string): Readonly<Record<string, unknown>> {
    try {
        const value = JSON.parse(payload) as unknown;
        return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    } catch {
        return {};
    }
}
