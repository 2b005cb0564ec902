/** The few endpoints of GitHub's REST API that are used, on this machine, as strict as the real ones. */
import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface FakeIssue {
    number: number;
    title: string;
    body: string;
    state: "open" | "closed";
    state_reason: string | null;
    labels: { name: string }[];
    comments: string[];
    pull_request?: object;
}

/** An answer that is given instead of the right one. */
export interface Refusal {
    readonly status: number;
    readonly message?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** How many requests it is given to. @default all */
    times?: number;
}

export const TOKEN = "ghs_a-token-that-must-not-be-seen";

export class FakeGitHub {
    readonly issues: FakeIssue[] = [];
    /** Method and path of every request. */
    readonly requests: string[] = [];
    refusal: Refusal | undefined;
    /** As for a token without write access: GitHub drops labels without a word. */
    dropsLabels = false;
    /** As GitHub is at times: some of it does not work. */
    refusesComments = false;

    private constructor(
        private readonly server: Server,
        readonly url: string,
    ) {}

    static async start(): Promise<FakeGitHub> {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        const fake = new FakeGitHub(server, `http://127.0.0.1:${address.port}`);
        server.on("request", (request: IncomingMessage, response: ServerResponse) => {
            void fake.serve(request, response);
        });
        return fake;
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    add(issue: Partial<FakeIssue> = {}): FakeIssue {
        const added: FakeIssue = {
            number: this.issues.length + 1,
            title: "Something else",
            body: "",
            state: "open",
            state_reason: null,
            labels: [{ name: "drift" }],
            comments: [],
            ...issue,
        };
        this.issues.push(added);
        return added;
    }

    private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const url = new URL(request.url ?? "", this.url);
        this.requests.push(`${request.method ?? ""} ${url.pathname}`);
        const send = (
            status: number,
            body: unknown,
            headers: Readonly<Record<string, string>> = {},
        ): void => {
            response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
            response.end(JSON.stringify(body));
        };
        const { refusal } = this;
        if (refusal !== undefined && (refusal.times ?? 1) > 0) {
            if (refusal.times !== undefined) refusal.times -= 1;
            send(refusal.status, { message: refusal.message ?? "" }, refusal.headers);
            return;
        }
        if (request.headers.authorization !== `token ${TOKEN}`) {
            send(401, { message: "Bad credentials" });
            return;
        }
        const text = Buffer.concat(chunks).toString("utf8");
        this.answer(request.method ?? "", url, text === "" ? {} : (JSON.parse(text) as Body), send);
    }

    private answer(method: string, url: URL, body: Body, send: Send): void {
        const [, number, comments, labels, label] =
            /^\/repos\/acme\/shop\/issues(?:\/(\d+))?(\/comments)?(\/labels(?:\/([^/]+))?)?$/.exec(
                url.pathname,
            ) ?? [];
        const issue = this.issues.find((one) => one.number === Number(number));
        const invalid = validate(body);
        if (!url.pathname.startsWith("/repos/acme/shop/issues") || (number && issue === undefined)) {
            send(404, { message: "Not Found" });
        } else if (invalid !== undefined) {
            send(422, { message: `Validation Failed: ${invalid}` });
        } else if (method === "GET" && number === undefined) {
            this.list(url, send);
        } else if (method === "POST" && number === undefined) {
            const labels = this.dropsLabels ? [] : (body.labels ?? []).map((name) => ({ name }));
            const created = this.add({ title: body.title ?? "", body: body.body ?? "", labels });
            send(201, this.shown(created));
        } else if (method === "POST" && comments !== undefined && issue !== undefined) {
            if (!this.refusesComments) issue.comments.push(body.body ?? "");
            send(this.refusesComments ? 502 : 201, { id: 1 });
        } else if (labels !== undefined && issue !== undefined) {
            this.label(issue, method, label ?? "", body, send);
        } else if (method === "PATCH" && issue !== undefined) {
            Object.assign(issue, body);
            send(200, this.shown(issue));
        } else {
            send(405, { message: "Method Not Allowed" });
        }
    }

    private label(issue: FakeIssue, method: string, encoded: string, body: Body, send: Send): void {
        const name = decodeURIComponent(encoded);
        const has = issue.labels.some((label) => label.name === name);
        if (method === "POST") {
            issue.labels.push(...(body.labels ?? []).map((each) => ({ name: each })));
        } else if (method === "DELETE" && has) {
            issue.labels = issue.labels.filter((label) => label.name !== name);
        }
        send(method === "DELETE" && !has ? 404 : 200, issue.labels);
    }

    private list(url: URL, send: Send): void {
        const asked = (name: string): string => url.searchParams.get(name) ?? "";
        const wanted = this.issues.filter(
            ({ labels, state }) =>
                labels.some(({ name }) => name === asked("labels")) &&
                (asked("state") === "all" || state === asked("state")),
        );
        const size = Math.min(Number(asked("per_page") || 30), 100);
        const page = Number(asked("page") || 1);
        const next = new URL(url);
        next.searchParams.set("page", String(page + 1));
        const more = wanted.length > page * size;
        send(
            200,
            wanted.slice((page - 1) * size, page * size).map((one) => this.shown(one)),
            more ? { link: `<${next.href}>; rel="next"` } : {},
        );
    }

    private shown({ comments, ...issue }: FakeIssue): object {
        return { ...issue, comments: comments.length, html_url: `https://github.example/${issue.number}` };
    }
}

interface Body {
    readonly title?: string;
    readonly body?: string;
    readonly labels?: readonly string[];
    readonly state?: string;
    readonly state_reason?: string;
}

type Send = (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void;

/** Requests that GitHub refuses with 422. */
function validate({ title, body, state, state_reason: reason }: Body): string | undefined {
    if (title !== undefined && title.length > 256) return "title is too long (maximum is 256 characters)";
    if (body !== undefined && body.length > 65_536) return "body is too long (maximum is 65536 characters)";
    if (state !== undefined && !["open", "closed"].includes(state)) return "state";
    const reasons = state === "closed" ? ["completed", "not_planned", "duplicate"] : ["reopened"];
    return reason !== undefined && !reasons.includes(reason) ? "state_reason" : undefined;
}
