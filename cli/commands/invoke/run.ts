import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { plain, plainLines } from "../../../operations/drift/report/formats/text";
import { type Answer, call, liveAlias } from "../../../operations/invoke/call";
import { needPayload } from "../../../operations/invoke/payload";
import { awsFailure } from "../../../operations/parts/awsFailure";
import { deployedPart, needPart } from "../../../operations/parts/parts";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { interruption, watchInterrupts } from "../../../operations/pulumi/signals";
import { readAll } from "../../ask";
import { openDeployed } from "../../deployed";
import { agreesToProd } from "../../outcome";
import { startFolder } from "../../project";
import { loadStack } from "../../stack";
import { notice } from "../../terminal/report";

export interface InvokeOptions {
    readonly stack: string;
    readonly data: string;
    readonly async?: boolean;
    readonly yes?: boolean;
    readonly json?: boolean;
}

/** `plumb invoke`: see index.ts. */
export async function invoke(given: string, options: InvokeOptions): Promise<ExitCode> {
    const { stack, async: isAsync = false, json = false } = options;
    const settings = loadStack(stack);
    const named = needPart(given, settings, ["function"], "invoke");
    const payload = await payloadOf(options.data, isAsync);
    if (!(await agreesToProd(settings, `Call ${named.id} of stack "${stack}"?`, options))) {
        notice("Nothing was called.");
        return exitCodes.failed;
    }
    const { resources, client } = await openDeployed(settings);
    const callable = liveAlias(deployedPart(named, resources, stack));
    const interrupts = watchInterrupts();
    try {
        const lambda = new LambdaClient({ ...client, maxAttempts: 1 });
        const answer = await call(callable, payload, isAsync, lambda, interrupts.signal);
        if (json) console.log(JSON.stringify({ stack, id: named.id, ...asJson(answer) }, undefined, 2));
        else show(named.id, answer);
        return answer.error === undefined ? exitCodes.done : exitCodes.threw;
    } catch (error) {
        if (interrupts.signal.aborted) {
            throw interruption(
                `Interrupted. ${named.id} may go on: Lambda ends no call before its time. \`plumb logs ${named.id}\` shows it.`,
            );
        }
        throw awsFailure(`${named.id} could not be called`, error);
    } finally {
        interrupts.stop();
    }
}

/** The event that `--data` names. */
async function payloadOf(data: string, isAsync: boolean): Promise<string> {
    if (data === "-") return needPayload(await readAll(process.stdin), "Standard input", isAsync);
    if (!data.startsWith("@")) return needPayload(data, "--data", isAsync);
    const file = path.resolve(startFolder(), data.slice(1));
    const text = await readFile(file, "utf8").catch((error: unknown) => {
        const { code } = error as NodeJS.ErrnoException;
        const reason =
            code === "ENOENT" ? "does not exist" : code === "EISDIR" ? "is a folder" : String(error);
        throw new Failure(`--data: ${file} ${reason}.`, exitCodes.usage);
    });
    return needPayload(text, file, isAsync);
}

/** The answer, with its payload as the value that it stands for. */
function asJson({ payload, ...answer }: Answer): object {
    if (payload === undefined) return answer;
    try {
        return { ...answer, payload: JSON.parse(payload) as unknown };
    } catch {
        return { ...answer, payload };
    }
}

/** The answer on standard output, all else on standard error. It comes from the function: control characters stay out. */
function show(id: string, { payload, version, error, log, requestId }: Answer): void {
    if (payload === undefined) {
        notice(`Lambda has taken the event for ${id} as ${plain(requestId)}.`);
        return;
    }
    if (error === undefined) {
        console.log(plainLines(indented(payload)));
        if (version !== undefined) notice(`${id} has answered in version ${version}.`);
        return;
    }
    const { type, message, trace } = error;
    console.error(
        plainLines(
            [`${id} has ended with ${type}: ${message}`, ...trace.map((line) => `    ${line}`)].join("\n"),
        ),
    );
    if (log !== undefined && log !== "") console.error(plainLines(`The end of its log:\n${log}`));
}

/** JSON on several lines; other texts as they are. */
function indented(payload: string): string {
    try {
        return JSON.stringify(JSON.parse(payload), undefined, 2);
    } catch {
        return payload;
    }
}
