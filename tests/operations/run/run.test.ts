import assert from "node:assert/strict";

import { runContainer } from "../../../operations/run/container";
import { callFunction } from "../../../operations/run/function";
import { needTask } from "../../../operations/run/deployed";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";

type Answer = Readonly<Record<string, unknown>> | Error;

/** A client that gives the answers of each command in turn, the last one for ever, and notes what it was asked. */
function client(answers: Readonly<Record<string, readonly Answer[]>>) {
    const asked: [command: string, input: Readonly<Record<string, unknown>>][] = [];
    const left = new Map(Object.entries(answers).map(([name, list]) => [name, [...list]]));
    const send = async (command: { readonly input: object }): Promise<unknown> => {
        const name = command.constructor.name;
        asked.push([name, command.input as Readonly<Record<string, unknown>>]);
        const list = left.get(name) ?? [];
        const answer = list.length > 1 ? list.shift() : list[0];
        if (answer === undefined) throw new Error(`nobody expects ${name}`);
        if (answer instanceof Error) throw answer;
        return Promise.resolve(answer);
    };
    return { asked, send: send as never };
}

const TASK = {
    name: "migrate",
    clusterArn: "arn:cluster",
    taskDefinitionArn: "arn:definition",
    subnetIds: ["subnet-a"],
    securityGroupIds: ["sg-a"],
    logGroupName: "migrate-1",
};
const ARN = "arn:aws:ecs:eu-west-1:111122223333:task/main/abc";
const running = { taskArn: ARN, lastStatus: "RUNNING" };
const stopped = (exitCode: number | undefined, stoppedReason = "Essential container in task exited") => ({
    tasks: [
        { ...running, lastStatus: "STOPPED", stoppedReason, containers: [{ name: "migrate", exitCode }] },
    ],
});
const missing = Object.assign(new Error("no stream"), { name: "ResourceNotFoundException" });

/** Runs it; `signal` may be aborted already. */
async function follow(
    ecs: ReturnType<typeof client>,
    logs: ReturnType<typeof client>,
    { signal = new AbortController().signal, stop = false } = {},
) {
    const lines: string[] = [];
    const ended = await runContainer(
        TASK,
        { ecs, logs },
        {
            signal,
            stop,
            started: () => undefined,
            line: (text) => lines.push(text),
        },
    );
    return { ended, lines };
}

describe("a container that plumb run starts", () => {
    it("is followed line by line, and ends with the exit code of its command", async () => {
        const ecs = client({
            RunTaskCommand: [{ tasks: [running] }],
            DescribeTasksCommand: [{ tasks: [running] }, { tasks: [running] }, stopped(3)],
        });
        const logs = client({
            GetLogEventsCommand: [
                missing,
                { events: [{ message: "one\n" }, { message: "  two" }], nextForwardToken: "a" },
                { events: [], nextForwardToken: "a" },
                { events: [{ message: "three" }], nextForwardToken: "b" },
                { events: [], nextForwardToken: "b" },
            ],
        });
        const { ended, lines } = await follow(ecs, logs);
        assert.deepEqual(ended, { task: "abc", exitCode: 3 });
        assert.deepEqual(lines, ["one", "  two", "three"]);
        assert.deepEqual(ecs.asked[0]?.[1]["networkConfiguration"], {
            awsvpcConfiguration: {
                subnets: ["subnet-a"],
                securityGroups: ["sg-a"],
                assignPublicIp: "DISABLED",
            },
        });
        assert.equal(logs.asked[0]?.[1]["logStreamName"], "migrate/migrate/abc");
    });

    it("says what else AWS, or the emulator, has to say", async () => {
        const ecs = client({
            RunTaskCommand: [{ tasks: [running] }],
            DescribeTasksCommand: [stopped(0, "Nothing was run: the emulator has no containers")],
        });
        const { ended } = await follow(ecs, client({ GetLogEventsCommand: [missing] }));
        assert.equal(ended.reason, "Nothing was run: the emulator has no containers");
    });

    it("that did not run is a failure with ECS's reason", async () => {
        const ecs = client({
            RunTaskCommand: [{ tasks: [running] }],
            DescribeTasksCommand: [stopped(undefined, "CannotPullContainerError: not found")],
        });
        await assert.rejects(
            follow(ecs, client({ GetLogEventsCommand: [missing] })),
            /CannotPullContainerError/,
        );
    });

    it("that ECS does not start is a failure with its reason", async () => {
        const ecs = client({
            RunTaskCommand: [{ tasks: [], failures: [{ reason: "Capacity is unavailable" }] }],
        });
        await assert.rejects(follow(ecs, client({})), /Capacity is unavailable/);
    });

    it("goes on when nobody waits any longer, and the message says how to stop it", async () => {
        const ecs = client({ RunTaskCommand: [{ tasks: [running] }] });
        await assert.rejects(follow(ecs, client({}), { signal: AbortSignal.abort() }), (error) => {
            assert.ok(error instanceof Failure);
            assert.equal(error.exitCode, exitCodes.interrupted);
            assert.match(error.message, /goes on as abc.*aws ecs stop-task --cluster arn:cluster --task abc/);
            return true;
        });
        assert.deepEqual(
            ecs.asked.map(([command]) => command),
            ["RunTaskCommand"],
        );
    });

    it("is stopped once, and awaited, with --stop", async () => {
        const ecs = client({
            RunTaskCommand: [{ tasks: [running] }],
            StopTaskCommand: [{}],
            DescribeTasksCommand: [{ tasks: [running] }, stopped(143)],
        });
        const logs = client({ GetLogEventsCommand: [missing] });
        await assert.rejects(follow(ecs, logs, { signal: AbortSignal.abort(), stop: true }), /was stopped/);
        assert.equal(ecs.asked.filter(([command]) => command === "StopTaskCommand").length, 1);
    });
});

describe("code that plumb run calls", () => {
    const call = async (answer: Answer) => {
        const lines: string[] = [];
        const lambda = client({ InvokeCommand: [answer] });
        const event = { eventId: "1", message: "reporting\n" };
        const logs = client({ FilterLogEventsCommand: [{ events: [event] }] });
        const ended = await callFunction(
            { name: "report", functionArn: "arn:function", logGroupName: "report-1" },
            { lambda, logs },
            {
                signal: new AbortController().signal,
                stop: false,
                started: () => undefined,
                line: (text) => lines.push(text),
            },
        );
        return { ended, lines };
    };

    it("ends with 0, and each line of its log is printed once", async () => {
        const { ended, lines } = await call({ $metadata: { requestId: "r" }, Payload: Buffer.from("null") });
        assert.deepEqual(ended, { task: "r", exitCode: 0 });
        assert.deepEqual(lines, ["reporting"]);
    });

    it("ends with 1 if it throws, and its error is shown", async () => {
        const { ended } = await call({
            $metadata: {},
            FunctionError: "Unhandled",
            Payload: Buffer.from('{"errorMessage":"no"}'),
        });
        assert.deepEqual(ended, { task: "", exitCode: 1, reason: '{"errorMessage":"no"}' });
    });
});

describe("the name of a task", () => {
    const settings = { stack: "dev", tasks: { migrate: {} } } as unknown as Parameters<typeof needTask>[1];

    it("is with or without its kind, and another one is refused with those that there are", () => {
        assert.equal(needTask("task/migrate", settings), "migrate");
        assert.equal(needTask("migrate", settings), "migrate");
        assert.throws(
            () => needTask("task/migrat", settings),
            (error) => {
                assert.ok(error instanceof Failure);
                assert.equal(error.exitCode, exitCodes.usage);
                assert.match(error.message, /which has task\/migrate; did you mean "migrate"\?/);
                return true;
            },
        );
    });
});
