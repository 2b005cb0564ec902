/** A server that answers operations of AWS's JSON protocols with what a test says, and keeps what it was asked. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { ClientSettings } from "../../operations/pulumi/awsClient";

type Body = Readonly<Record<string, unknown>>;

/** By the operation's name; a status other than 200 is an error with `__type`. */
export type Answers = Readonly<Record<string, (body: Body) => Body | readonly [status: number, body: Body]>>;

export class FakeAws {
    readonly asked: (readonly [operation: string, body: Body])[] = [];

    private constructor(private readonly server: Server) {}

    static async start(answers: Answers): Promise<FakeAws> {
        const server = createServer((request, response) => {
            let text = "";
            request.setEncoding("utf8").on("data", (part: string) => (text += part));
            request.on("end", () => {
                const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
                const body = JSON.parse(text === "" ? "{}" : text) as Body;
                fake.asked.push([operation, body]);
                const answer = answers[operation]?.(body) ?? [
                    400,
                    { __type: "UnexpectedOperation", message: operation },
                ];
                const [status, content] = Array.isArray(answer) ? (answer as [number, Body]) : [200, answer];
                response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
                response.end(JSON.stringify(content));
            });
        });
        const fake = new FakeAws(server);
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return fake;
    }

    get client(): ClientSettings & { readonly endpoint: string } {
        return {
            region: "eu-west-1",
            endpoint: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
            credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" },
            maxAttempts: 1,
        };
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }
}
