import { createServer, request, type Server } from "node:http";

/** An AWS that answers GetCallerIdentity only, and throttles all other requests. */
export async function startThrottling(
    emulator: string,
    status: 429 | 500,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
    const target = new URL(emulator);
    const server: Server = createServer((incoming, outgoing) => {
        if (!incoming.headers.authorization?.includes("/sts/")) {
            const [code, error] =
                status === 429 ? ["ThrottlingException", "Rate exceeded"] : ["InternalFailure", ""];
            outgoing.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": code });
            outgoing.end(JSON.stringify({ __type: code, message: error }));
            return;
        }
        const { method, headers, url } = incoming;
        const forwarded = request({ host: target.hostname, port: target.port, method, headers, path: url });
        forwarded.on("response", (answer) => {
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(outgoing);
        });
        incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return {
        url: `http://127.0.0.1:${address.port}`,
        stop: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
