/** Commands that look at what runs, each against an emulator with a few resources. */
import assert from "node:assert/strict";
import {
    CloudWatchLogsClient,
    CreateLogGroupCommand,
    CreateLogStreamCommand,
    PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateAliasCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";

import { exitCodes } from "../../operations/pulumi/failure";
import { EmulatedStack } from "../support/emulated";
import { createRole } from "../support/emulatedRole";
import { plumb } from "../support/plumb";

const HANDLER = `exports.handler = async (event) => {
    console.log("called with " + JSON.stringify(event));
    if (event.fail) throw new TypeError("no such order");
    return { got: event, secret: process.env.GREETING };
};`;

describe("plumb, looking at a stack,", function () {
    this.timeout(120_000);
    let stack: EmulatedStack;

    before(async () => {
        stack = await EmulatedStack.start({
            functions: { orders: "functions/orders", reports: "functions/orders" },
            topics: { orders: {} },
            buckets: { uploads: {} },
        });
        stack.write("functions/orders/index.js", HANDLER);
        const logs = new CloudWatchLogsClient(stack.client);
        await logs.send(new CreateLogGroupCommand({ logGroupName: "orders-1" }));
        await logs.send(new CreateLogStreamCommand({ logGroupName: "orders-1", logStreamName: "a/b/one" }));
        await logs.send(new CreateLogStreamCommand({ logGroupName: "orders-1", logStreamName: "a/b/two" }));
        const now = Date.now();
        for (const [logStreamName, ago, message] of [
            ["a/b/one", 3_600_000, "an hour old"],
            ["a/b/two", 3000, "GET /orders \u001b[31mred\u001b[0m"],
            ["a/b/one", 2000, "ERROR no connection\n  at query"],
            ["a/b/two", 1000, "GET /health"],
        ] as const) {
            const logEvents = [{ timestamp: now - ago, message }];
            await logs.send(new PutLogEventsCommand({ logGroupName: "orders-1", logStreamName, logEvents }));
        }
        const lambda = new LambdaClient(stack.client);
        await lambda.send(
            new CreateFunctionCommand({
                FunctionName: "orders-2",
                Role: await createRole(stack, "orders", "lambda.amazonaws.com"),
                Runtime: "nodejs22.x",
                Handler: "index.handler",
                Timeout: 30,
                Publish: true,
                Environment: { Variables: { GREETING: "hello" } },
                Code: { ZipFile: zipSync({ "index.js": strToU8(HANDLER) }) },
            }),
        );
        await lambda.send(
            new CreateAliasCommand({ FunctionName: "orders-2", Name: "live", FunctionVersion: "1" }),
        );
        stack.deploy([
            ["ServerlessFunction", "orders", "aws:cloudwatch/logGroup:LogGroup", { name: "orders-1" }],
            ["ServerlessFunction", "orders", "aws:lambda/function:Function", { name: "orders-2" }],
            [
                "ServerlessFunction",
                "orders",
                "aws:lambda/alias:Alias",
                { name: "live", functionName: "orders-2" },
            ],
        ]);
    });
    after(async () => stack.stop());

    describe("logs", () => {
        it("prints lines of the last quarter of an hour in order, with time and stream, and no control characters", async () => {
            const { code, stdout, stderr } = await stack.plumb("logs", "function/orders");
            assert.equal(code, 0, stderr);
            assert.match(
                stdout,
                /^\S+Z two GET \/orders red\n\S+Z one ERROR no connection\n {4}at query\n\S+Z two GET \/health\n$/,
            );
        });

        it("begins further back with --since, and says how many lines it leaves out", async () => {
            const { stdout } = await stack.plumb("logs", "function/orders", "--since", "2h");
            assert.match(stdout, /^\S+ one an hour old\n/);
            const few = await stack.plumb("logs", "function/orders", "--since", "2h", "--lines", "1");
            assert.match(few.stdout, /^\S+ two GET \/health\n$/);
            assert.match(few.stderr, /3 earlier lines were left out/);
        });

        it("prints an object a line with --json, and what fits --filter alone", async () => {
            const { stdout } = await stack.plumb("logs", "function/orders", "--json", "--filter", "ERROR");
            const [only, ...others] = stdout.trimEnd().split("\n");
            assert.deepEqual(others, []);
            const { time, ...line } = JSON.parse(only ?? "") as Record<string, string>;
            assert.ok(Date.parse(time ?? "") > Date.now() - 600_000);
            assert.deepEqual(line, {
                group: "orders-1",
                stream: "a/b/one",
                message: "ERROR no connection\n  at query",
            });
        });

        it("says that there is nothing, and what looks further back", async () => {
            const { code, stdout, stderr } = await stack.plumb(
                "logs",
                "function/orders",
                "--filter",
                "nothing",
            );
            assert.deepEqual([code, stdout], [0, ""]);
            assert.match(stderr, /has no such line since .*--since looks further back/);
        });

        it("goes on with --follow until it is interrupted, each line once", async () => {
            const followed = stack.plumb("logs", "function/orders", "--follow", "--json");
            const timer = setTimeout(() => process.emit("SIGINT"), 4000);
            const logs = new CloudWatchLogsClient(stack.client);
            await logs.send(
                new PutLogEventsCommand({
                    logGroupName: "orders-1",
                    logStreamName: "a/b/one",
                    logEvents: [{ timestamp: Date.now(), message: "and another" }],
                }),
            );
            const { code, stdout, stderr } = await followed;
            clearTimeout(timer);
            assert.deepEqual([code, stderr], [exitCodes.interrupted, ""]);
            const messages = stdout
                .trimEnd()
                .split("\n")
                .map((line) => (JSON.parse(line) as { message: string }).message);
            assert.equal(messages.filter((message) => message === "and another").length, 1, stdout);
            assert.equal(new Set(messages).size, messages.length);
        });

        for (const [what, args, says] of [
            [
                "an unknown part",
                ["function/order"],
                /has no "function\/order"; .*did you mean "function\/orders"\?/,
            ],
            ["a name that two parts have", ["orders"], /use function\/orders or topic\/orders/],
            ["a kind without logs", ["bucket/uploads"], /takes function\/<name>, .* and no bucket/],
            ["a part of another stack", ["core:function/orders"], /is of another stack.*--stack/],
            ["a time that is none", ["function/orders", "--since", "yesterday"], /--since: "yesterday"/],
            ["no lines", ["function/orders", "--lines", "0"], /at least 1/],
        ] as const) {
            it(`takes ${what} for wrong usage`, async () => {
                const { code, stderr } = await stack.plumb("logs", ...args);
                assert.equal(code, 2, stderr);
                assert.match(stderr, says);
            });
        }
    });

    describe("invoke", () => {
        it("calls the live version with an event, and prints its answer", async () => {
            const { code, stdout, stderr } = await stack.plumb("invoke", "orders", "--data", '{"id": 7}');
            assert.equal(code, 0, stderr);
            assert.deepEqual(JSON.parse(stdout), { got: { id: 7 }, secret: "hello" });
            assert.match(stderr, /function\/orders has answered in version 1/);
        });

        it("takes the event from a file", async () => {
            stack.write("event.json", '{"from": "file"}');
            const { stdout } = await stack.plumb("invoke", "orders", "--data", "@event.json", "--json");
            const { payload, version, id } = JSON.parse(stdout) as Record<string, unknown>;
            assert.deepEqual(payload, { got: { from: "file" }, secret: "hello" });
            assert.deepEqual([version, id], ["1", "function/orders"]);
        });

        it("shows what the function throws, with the end of its log, and ends with a code of its own", async () => {
            const { code, stdout, stderr } = await stack.plumb(
                "invoke",
                "orders",
                "--data",
                '{"fail": true}',
            );
            assert.deepEqual([code, stdout], [exitCodes.threw, ""]);
            assert.match(stderr, /function\/orders has ended with TypeError: no such order/);
            assert.match(stderr, /The end of its log:\n.*called with \{"fail":true\}/s);
            const told = await stack.plumb("invoke", "orders", "--data", '{"fail": true}', "--json");
            assert.equal(told.code, exitCodes.threw);
            const { error } = JSON.parse(told.stdout) as { error: { type: string; message: string } };
            assert.deepEqual([error.type, error.message], ["TypeError", "no such order"]);
        });

        it("waits for nothing with --async", async () => {
            const { code, stdout, stderr } = await stack.plumb("invoke", "orders", "--async");
            assert.deepEqual([code, stdout], [0, ""]);
            assert.match(stderr, /Lambda has taken the event for function\/orders as \S+\./);
        });

        for (const [what, args, says] of [
            ["bad JSON", ["orders", "--data", '{"a":\n x}'], /--data is not JSON: line 2, column 2: /],
            ["a file that is not there", ["orders", "--data", "@none.json"], /none\.json does not exist/],
            [
                "too much to be queued",
                ["orders", "--async", "--data", `"${"x".repeat(1_048_576)}"`],
                /at most 1048576 .*--async/,
            ],
            ["a part that is no function", ["topic/orders"], /takes function\/<name>, and no topic/],
            ["an ARN", ["arn:aws:lambda:us-east-1:1:function:x"], /is of another stack/],
        ] as const) {
            it(`takes ${what} for wrong usage`, async () => {
                const { code, stderr } = await stack.plumb("invoke", ...args);
                assert.equal(code, 2, stderr);
                assert.match(stderr, says);
            });
        }

        it("asks before it calls a function of prod, and not without a terminal", async () => {
            stack.configure("prod", {
                tier: "prod",
                functions: { orders: "functions/orders" },
                alerts: { emails: ["a@example.com"] },
            });
            const { code, stderr } = await stack.plumb("invoke", "orders", "--stack", "prod");
            assert.equal(code, 2, stderr);
            assert.match(stderr, /pass --yes/);
        });
    });

    it("says which parts are not deployed yet, and what deploys them", async () => {
        for (const command of ["logs", "invoke"]) {
            const { code, stderr } = await stack.plumb(command, "function/reports");
            assert.equal(code, 1, stderr);
            assert.match(
                stderr,
                /has not been deployed with function\/reports yet: .*plumb up --stack local/,
            );
        }
    });

    it("says that nothing is deployed, or that the emulator is another one", async () => {
        stack.write(".plumb/instances/local", "another");
        const other = await stack.plumb("logs", "function/orders");
        assert.equal(other.code, 1);
        assert.match(other.stderr, /has nothing of stack "local", because it was restarted/);
        stack.write(".plumb/instances/local", stack.emulator.instance);
    });

    it("says that the emulator is not running, and starts none", async () => {
        stack.configure("idle", {
            tier: "local",
            emulator: "http://127.0.0.1:1",
            functions: { orders: "functions/orders" },
        });
        const { code, stderr } = await plumb(["invoke", "orders", "--stack", "idle"], { cwd: stack.folder });
        assert.equal(code, exitCodes.missing, stderr);
        assert.match(stderr, /The emulator of stack "idle" is not running: .*plumb up --stack idle/);
    });
});
