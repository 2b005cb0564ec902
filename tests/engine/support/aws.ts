import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { createInterface, type Interface } from "node:readline";
import type { Emulator } from "../../../operations/emulator";
import { pythonWithPackages } from "../../../operations/emulator/packages";
import { credentialsOf } from "../../emulator/support";

/** Answers one call per line: loading that SDK takes longer than most calls. */
const script = `
import json, sys, boto3
clients = {}
for line in sys.stdin:
    url, service, operation, params, key, secret = json.loads(line)
    try:
        # A restarted emulator has another secret.
        if (url, service, secret) not in clients:
            clients[url, service, secret] = boto3.client(
                service, endpoint_url=url, region_name="us-east-1",
                aws_access_key_id=key, aws_secret_access_key=secret)
        answer = {"result": getattr(clients[url, service, secret], operation)(**params)}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer, default=str), flush=True)
`;

interface Python {
    readonly child: ChildProcess;
    readonly answers: Interface;
    /** Rejected when it ends. */
    readonly ended: Promise<never>;
}

let started: Promise<Python> | undefined;
/** One call after the other: answers come in the order of the calls. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Calls AWS outside of Pulumi: through the SDK for Python, which the emulator has for every service.
 *
 * @param operation as that SDK calls it: `update_service`
 */
export async function callAws(
    emulator: Emulator,
    service: string,
    operation: string,
    params: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
    const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = credentialsOf(emulator);
    const answer = last.then(() => ask([emulator.url, service, operation, params, key, secret]));
    last = answer.catch(() => undefined);
    return answer;
}

async function ask(call: readonly unknown[]): Promise<Record<string, unknown>> {
    const { child, answers, ended } = await (started ??= start());
    const answer = once(answers, "line") as Promise<[string]>;
    child.stdin?.write(`${JSON.stringify(call)}\n`);
    const [line] = await Promise.race([answer, ended]);
    const { result, error } = JSON.parse(line) as { result?: Record<string, unknown>; error?: string };
    if (result === undefined) throw new Error(`${String(call[1])} ${String(call[2])}: ${error}`);
    return result;
}

async function endOf(child: ChildProcess): Promise<never> {
    await once(child, "exit");
    throw new Error("the SDK for Python has ended, and says above why");
}

/** It ends with this process, which does not wait for it. */
async function start(): Promise<Python> {
    const python = await pythonWithPackages(() => undefined);
    const child = spawn(python, ["-c", script], { stdio: ["pipe", "pipe", "inherit"] });
    await once(child, "spawn");
    child.unref();
    for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
    const ended = endOf(child);
    // It may end while no request runs.
    ended.catch(() => undefined);
    return { child, answers: createInterface(child.stdout), ended };
}
