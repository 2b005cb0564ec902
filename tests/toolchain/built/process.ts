/** The self-built AWS provider, called as the engine calls it. */
import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { platform } from "node:os";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { locateBuilt } from "../support";

export type Properties = Record<string, unknown>;

/** A port without a listener: check and diff send no request to AWS. */
export const ENDPOINT = "http://127.0.0.1:1";

/** A running provider. */
export interface Running {
    readonly process: ChildProcess;
    readonly client: ResourceProviderClient;
}

export async function startProvider(): Promise<Running> {
    const built = await locateBuilt();
    const path = built.parts.find(({ name }) => name === "aws")?.path;
    assert.ok(path);
    const process = spawn(path, { stdio: ["ignore", "pipe", "ignore"], env: { AWS_ENDPOINT_URL: ENDPOINT } });
    assert.ok(process.stdout);
    const [port] = (await once(createInterface({ input: process.stdout }), "line")) as [string];
    return {
        process,
        client: new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure()),
    };
}

export async function stopProvider({ process, client }: Running): Promise<void> {
    client.close();
    process.kill();
    if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
}

/** Seconds that a process has computed. */
export function processorTime({ pid }: ChildProcess): number {
    if (platform() === "darwin") {
        const text = execFileSync("ps", ["-o", "time=", "-p", String(pid)], { encoding: "utf8" }); // minutes:seconds
        return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    }
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100; // in ticks, of which Linux has a hundred per second
}

export function struct(properties: Properties): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, never>);
}

/** The response of a call. */
export async function done<Response>(
    call: (answer: (error: Error | null, response: Response) => void) => void,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        call((error, response) => {
            if (error) reject(error);
            else resolve(response);
        });
    });
}
