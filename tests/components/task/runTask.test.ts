/** The function that runs a task before a deployment, with the SDK of its runtime and an AWS that answers what a test says. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

type Answer = Readonly<Record<string, unknown>>;
type Handler = (
    event: { readonly taskDefinition: string; readonly more?: boolean },
    context: { getRemainingTimeInMillis(): number },
) => Promise<unknown>;

const ASSET = join(__dirname, "../../../components/task/assets/runTask/index.mjs");
const ARN = "arn:aws:ecs:eu-west-1:111122223333:task/main/abc";
const SETTINGS = {
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "key",
    TASK_CLUSTER: "main",
    TASK_FAMILY: "task_migrate",
    TASK_CONTAINER: "migrate",
    TASK_SUBNETS: "subnet-a,subnet-b",
    TASK_SECURITY_GROUPS: "sg-a",
    TASK_LOG_GROUP: "migrate-1",
    TASK_MINUTES: "5",
};

describe("the function that runs a task before a deployment", function () {
    this.timeout(30_000);
    let server: Server;
    let handler: Handler;
    let answers: Record<string, Answer[]> = {};
    let asked: { readonly operation: string; readonly input: Answer }[] = [];
    const before_ = { ...process.env };

    before(async () => {
        server = createServer((request, response) => {
            let body = "";
            request.setEncoding("utf8").on("data", (part: string) => (body += part));
            request.on("end", () => {
                const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
                asked.push({ operation, input: JSON.parse(body) as Answer });
                const list = answers[operation] ?? [{ __type: "ResourceNotFoundException" }];
                const answer = (list.length > 1 ? list.shift() : list[0]) ?? {};
                response.writeHead("__type" in answer ? 400 : 200, {
                    "content-type": "application/x-amz-json-1.1",
                });
                response.end(JSON.stringify(answer));
            });
        });
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        const { port } = server.address() as AddressInfo;
        Object.assign(process.env, SETTINGS, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
        ({ handler } = (await import(pathToFileURL(ASSET).href)) as { handler: Handler });
    });

    after(async () => {
        for (const name of [...Object.keys(SETTINGS), "AWS_ENDPOINT_URL"]) {
            if (before_[name] === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = before_[name];
        }
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
    });

    beforeEach(() => {
        asked = [];
    });

    /** Calls it; the time that is left of the call is in seconds. */
    async function call(left = 900, more?: boolean): Promise<unknown> {
        const event = { taskDefinition: "arn:definition:7", ...(more === undefined ? {} : { more }) };
        return handler(event, { getRemainingTimeInMillis: () => left * 1000 });
    }

    const operations = (): string[] => asked.map(({ operation }) => operation);
    const task = (lastStatus: string, more: Answer = {}): Answer => ({
        ...{ taskArn: ARN, lastStatus, createdAt: Date.now() / 1000, containers: [{ name: "migrate" }] },
        ...more,
    });
    const ended = (exitCode: number, more: Answer = {}): Answer =>
        task("STOPPED", { containers: [{ name: "migrate", exitCode }], ...more });
    const none = { taskArns: [] };

    it("starts it with its network and tags, waits, and answers when it has succeeded", async () => {
        answers = {
            ListTasks: [none],
            RunTask: [{ tasks: [task("PENDING")] }],
            DescribeTasks: [{ tasks: [task("RUNNING")] }, { tasks: [ended(0)] }],
        };
        assert.deepEqual(await call(), { task: ARN, exitCode: 0 });
        const started = asked.find(({ operation }) => operation === "RunTask")?.input;
        assert.partialDeepStrictEqual(started, {
            cluster: "main",
            taskDefinition: "arn:definition:7",
            launchType: "FARGATE",
            propagateTags: "TASK_DEFINITION",
            networkConfiguration: {
                awsvpcConfiguration: {
                    subnets: ["subnet-a", "subnet-b"],
                    securityGroups: ["sg-a"],
                    assignPublicIp: "DISABLED",
                },
            },
        });
        assert.match(String(started?.["startedBy"]), /^deployment-[0-9a-f]{20}$/);
    });

    it("fails with the exit code and the last lines of the log, and without a stack trace", async () => {
        answers = {
            ListTasks: [none],
            RunTask: [{ tasks: [task("PENDING")] }],
            DescribeTasks: [{ tasks: [ended(3, { stoppedReason: "Essential container in task exited" })] }],
            GetLogEvents: [{ events: [{ message: "adding column\n" }, { message: "no such table" }] }],
        };
        await assert.rejects(call(), (error) => {
            assert.ok(error instanceof Error);
            assert.equal(
                error.message,
                "task/migrate ended with exit code 3 (Essential container in task exited); its last lines:\nadding column\nno such table",
            );
            assert.equal(error.stack, "TaskFailed");
            return true;
        });
        const log = asked.find(({ operation }) => operation === "GetLogEvents")?.input;
        assert.equal(log?.["logStreamName"], "migrate/migrate/abc");
    });

    it("fails with ECS's reason if the container does not start", async () => {
        answers = {
            ListTasks: [none],
            RunTask: [{ tasks: [task("PENDING")] }],
            DescribeTasks: [{ tasks: [task("STOPPED", { stoppedReason: "CannotPullContainerError" })] }],
        };
        await assert.rejects(
            call(),
            /task\/migrate did not run \(CannotPullContainerError\); its log has no lines/,
        );
        answers = { ListTasks: [none], RunTask: [{ tasks: [], failures: [{ reason: "Capacity" }] }] };
        await assert.rejects(call(), /task\/migrate was not started: Capacity/);
    });

    it("of a second call goes on waiting for the task of the first, or answers with its success", async () => {
        answers = { ListTasks: [none], RunTask: [{ tasks: [ended(0)] }] };
        await call();
        const startedBy = asked.find(({ operation }) => operation === "RunTask")?.input["startedBy"];
        asked = [];
        answers = {
            ListTasks: [{ taskArns: [ARN] }],
            DescribeTasks: [{ tasks: [task("RUNNING", { startedBy })] }, { tasks: [ended(0)] }],
        };
        await call();
        assert.ok(!operations().includes("RunTask"), operations().join());
        asked = [];
        answers = {
            ListTasks: [none, { taskArns: [ARN] }],
            DescribeTasks: [{ tasks: [ended(0, { startedBy })] }],
        };
        assert.deepEqual(await call(), { task: ARN, exitCode: 0 });
        assert.deepEqual(operations(), ["ListTasks", "ListTasks", "DescribeTasks"]);
    });

    it("runs it again after a failure, and beside a run by hand", async () => {
        answers = {
            ListTasks: [{ taskArns: [ARN] }],
            DescribeTasks: [
                { tasks: [task("RUNNING", { startedBy: "plumb-run" })] },
                { tasks: [ended(3, { startedBy: "deployment-other" })] },
            ],
            RunTask: [{ tasks: [ended(0)] }],
        };
        await call();
        assert.ok(operations().includes("RunTask"));
    });

    it("leaves the rest to the next call if there is one, and stops the task if there is none", async () => {
        answers = {
            ListTasks: [none],
            RunTask: [{ tasks: [task("RUNNING")] }],
            StopTask: [{}],
        };
        assert.deepEqual(await call(10, true), { running: ARN });
        assert.ok(!operations().includes("StopTask"));
        await assert.rejects(call(10), /task\/migrate was stopped: it ran longer than 5 minutes/);
        assert.ok(operations().includes("StopTask"));
    });

    it("stops it at the end of its own time", async () => {
        answers = {
            ListTasks: [none],
            RunTask: [{ tasks: [task("RUNNING", { createdAt: Date.now() / 1000 - 301 })] }],
            StopTask: [{}],
        };
        await assert.rejects(call(), /which is its timeoutMinutes/);
    });

    it("waits until its permissions are in force", async () => {
        answers = {
            ListTasks: [none],
            RunTask: [{ __type: "AccessDeniedException" }, { tasks: [ended(0)] }],
        };
        await call();
        assert.equal(operations().filter((operation) => operation === "RunTask").length, 2);
    });
});
