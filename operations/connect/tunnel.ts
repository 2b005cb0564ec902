/** A port of this machine that leads to a database in a VPC. */
import { spawn } from "node:child_process";
import { connect, createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "../aws/ask";
import { Failure } from "../pulumi/failure";
import { pluginFor, type Session } from "../sessions/plugin";

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-specify-session-document.html */
const DOCUMENT = "AWS-StartPortForwardingSessionToRemoteHost";

/** Milliseconds until the plugin listens. */
const START = 30_000;

export interface Tunnel {
    readonly port: number;
    /** Resolves when it has ended, whoever has ended it. */
    readonly ended: Promise<void>;
    readonly end: () => void;
}

interface Way {
    readonly target: string;
    readonly host: string;
    readonly port: number;
    /** @default a free one */
    readonly localPort?: number | undefined;
}

/** Opens it, and waits until it listens. @param version of the plugin */
export async function openTunnel(
    { target, host, port, localPort }: Way,
    region: string,
    version: string,
    ask: Ask,
    patience = START,
): Promise<Tunnel> {
    const local = localPort ?? (await freePort());
    const request = {
        Target: target,
        DocumentName: DOCUMENT,
        Parameters: { host: [host], portNumber: [String(port)], localPortNumber: [String(local)] },
    };
    const text = await ask({
        service: "ssm",
        method: "POST",
        target: "AmazonSSM.StartSession",
        body: JSON.stringify(request),
    });
    const { command, variables } = pluginFor(JSON.parse(text) as Session, request, region, version);
    const [program = "", ...args] = command;
    const child = spawn(program, args, {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, ...variables },
        // Ctrl-C is for the client on this terminal, and ends the tunnel only through `end`.
        detached: true,
    });
    let isOver = false;
    const ended = new Promise<void>((resolve) => {
        child.once("error", () => {
            resolve();
        });
        child.once("exit", () => {
            resolve();
        });
    }).then(() => {
        isOver = true;
    });
    const end = (): void => void child.kill("SIGTERM");
    const until = Date.now() + patience;
    while (!(await listens(local))) {
        if (isOver || Date.now() > until) {
            end();
            throw new Failure(`The session through ${target} has ended before port ${local} was open.`);
        }
        await sleep(100);
    }
    return { port: local, ended, end };
}

async function listens(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect({ port, host: "127.0.0.1" });
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => {
            resolve(false);
        });
    });
}

async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
}
