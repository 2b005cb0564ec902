import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { ECSClient } from "@aws-sdk/client-ecs";

import type { Ask } from "../../../operations/aws/ask";
import { findHop } from "../../../operations/connect/hops";
import { openTunnel } from "../../../operations/connect/tunnel";
import { beginCommand } from "../../../operations/exec/command";
import type { Part } from "../../../operations/parts/parts";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { pluginFor, pluginVersion } from "../../../operations/sessions/plugin";
import type { Resource } from "../../../operations/state/resource";
import { minimal, settingsOf } from "../../config/fixtures";
import { FakeAws } from "../../support/fakeAws";

const SESSION = { SessionId: "s-1", StreamUrl: "wss://ssm", TokenValue: "a-token-that-lets-in" };

/** Puts a program in the place of the plugin, for as long as a test runs. */
async function withPlugin<T>(script: string | undefined, test: (folder: string) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(path.join(tmpdir(), "plumb-plugin-"));
    const before = process.env["PATH"];
    if (script !== undefined) {
        const file = path.join(folder, "session-manager-plugin");
        writeFileSync(file, `#!${process.execPath}\n${script}`);
        chmodSync(file, 0o755);
    }
    process.env["PATH"] = folder;
    try {
        return await test(folder);
    } finally {
        process.env["PATH"] = before;
        rmSync(folder, { recursive: true });
    }
}

describe("the plugin of Systems Manager", () => {
    it("that is not installed is a failure that says where it is to be had", async () => {
        await withPlugin(undefined, async () => {
            await assert.rejects(pluginVersion(), (error) => {
                assert.ok(error instanceof Failure);
                assert.equal(error.exitCode, exitCodes.missing);
                assert.match(
                    error.message,
                    /session-manager-plugin is not on the PATH.*install-plugin\.html/,
                );
                return true;
            });
        });
        assert.equal(await withPlugin('console.log("1.2.650.0")', async () => pluginVersion()), "1.2.650.0");
    });

    it("gets the token in a variable, which other users cannot see, unless it is too old for that", () => {
        const request = { Target: "i-1" };
        for (const [version, isNew] of [
            ["1.2.497.0", false],
            ["1.2.339.0", false],
            ["1.2.536.0", true],
            ["1.3.0.0", true],
            ["2.0.0.0", true],
        ] as const) {
            const { command, variables } = pluginFor(SESSION, request, "eu-west-1", version);
            assert.equal(command.join(" ").includes(SESSION.TokenValue), !isNew, version);
            assert.equal(
                variables["AWS_SSM_START_SESSION_RESPONSE"]?.includes(SESSION.TokenValue) ?? false,
                isNew,
            );
            assert.deepEqual(command.slice(2), [
                ...[
                    "eu-west-1",
                    "StartSession",
                    "",
                    '{"Target":"i-1"}',
                    "https://ssm.eu-west-1.amazonaws.com",
                ],
            ]);
        }
    });
});

describe("a tunnel to a database", () => {
    const asked: unknown[] = [];
    const ask: Ask = async ({ target, body = "" }) => {
        asked.push([target, JSON.parse(body)]);
        return Promise.resolve(JSON.stringify(SESSION));
    };
    const way = { target: "i-1", host: "app.rds.amazonaws.com", port: 5432 };

    it("is open once the plugin listens, and ends with it", async () => {
        asked.length = 0;
        // It listens where the request says, as the plugin does.
        const listens = `const { Parameters: p } = JSON.parse(process.argv[6]);
            require("net").createServer((s) => s.end()).listen(Number(p.localPortNumber[0]), "127.0.0.1");`;
        await withPlugin(listens, async () => {
            const tunnel = await openTunnel(way, "eu-west-1", "1.2.650.0", ask);
            assert.deepEqual(asked, [
                [
                    "AmazonSSM.StartSession",
                    {
                        Target: "i-1",
                        DocumentName: "AWS-StartPortForwardingSessionToRemoteHost",
                        Parameters: {
                            host: ["app.rds.amazonaws.com"],
                            portNumber: ["5432"],
                            localPortNumber: [String(tunnel.port)],
                        },
                    },
                ],
            ]);
            tunnel.end();
            await tunnel.ended;
        });
    });

    it("is a failure if the session ends before that", async () => {
        await withPlugin("process.exitCode = 1", async () => {
            await assert.rejects(
                openTunnel(way, "eu-west-1", "1.2.650.0", ask),
                /session through i-1 has ended before port \d+ was open/,
            );
        });
    });
});

describe("what leads to a database in AWS", () => {
    const config = (shell: boolean) =>
        settingsOf({
            ...minimal,
            containers: { shell },
            databases: { app: { engine: "postgres", version: "16" } },
            services: {
                admin: { image: "x/y:1", user: "1:1", uses: ["database/app"] },
                other: { image: "x/y:1", user: "1:1" },
            },
            servers: { desk: { port: 8080, instanceType: "t4g.micro", uses: ["database/app"] } },
        });
    const row = (
        component: string,
        name: string,
        type: string,
        outputs: Record<string, unknown>,
    ): Resource[] => {
        const urn = `urn:pulumi:dev::shop::plumbline:index:${component}`;
        return [
            { urn: `${urn}::${name}`, type: `plumbline:index:${component}` },
            { urn: `${urn}$${type}::${name}`, type, parent: `${urn}::${name}`, custom: true, outputs },
        ];
    };
    const resources = [
        ...row("ContainerService", "admin", "aws:ecs/service:Service", {
            cluster: "arn:c/main",
            name: "admin-1",
        }),
        ...row("ApplicationServer", "desk", "aws:autoscaling/group:Group", { name: "desk-1" }),
    ];
    const instances = (state: string): string =>
        `<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups><member>` +
        `<AutoScalingGroupName>desk-1</AutoScalingGroupName><Instances><member><InstanceId>i-7</InstanceId>` +
        `<LifecycleState>${state}</LifecycleState></member></Instances></member></AutoScalingGroups>` +
        `</DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>`;
    const asking =
        (state: string, ping: string): Ask =>
        async ({ service }) =>
            Promise.resolve(
                service === "autoscaling"
                    ? instances(state)
                    : JSON.stringify({ InstanceInformationList: [{ InstanceId: "i-7", PingStatus: ping }] }),
            );
    const running = (agent: string) => ({
        ListTasks: () => ({ taskArns: ["arn:task/main/t1"] }),
        DescribeTasks: () => ({
            tasks: [
                {
                    taskArn: "arn:task/main/t1",
                    containers: [
                        { name: "collector", runtimeId: "t1-0" },
                        {
                            name: "admin",
                            runtimeId: "t1-9",
                            managedAgents: [{ name: "ExecuteCommandAgent", lastStatus: agent }],
                        },
                    ],
                },
            ],
        }),
        ExecuteCommand: () => ({ session: { sessionId: "s", streamUrl: "wss://x", tokenValue: "t" } }),
    });

    it("is an instance of a server that uses it, if Systems Manager reaches it, or else a container", async () => {
        const aws = await FakeAws.start(running("RUNNING"));
        const hop = async (state: string, ping: string, shell = true) =>
            findHop("database/app", config(shell), resources, {
                client: aws.client,
                ask: asking(state, ping),
            });
        assert.deepEqual(await hop("InService", "Online"), { target: "i-7", through: "server/desk (i-7)" });
        const container = { target: "ecs:main_t1_t1-9", through: "service/admin (task t1)" };
        assert.deepEqual(await hop("InService", "ConnectionLost"), container);
        assert.deepEqual(await hop("Terminating", "Online"), container);
        await assert.rejects(hop("Terminating", "Online", false), (error) => {
            assert.ok(error instanceof Failure);
            assert.equal(error.exitCode, exitCodes.missing);
            assert.match(error.message, /takes a server with `uses: \[database\/app\]`/);
            assert.match(error.message, /server\/desk has no instance in service/);
            assert.match(
                error.message,
                /service\/admin has no ECS Exec, because plumbline:containers\.shell is false/,
            );
            assert.doesNotMatch(error.message, /service\/other/);
            return true;
        });
        await aws.stop();
    });

    it("and takes commands, in one line, are containers whose agent runs", async () => {
        const part: Part = { id: "service/admin", kind: "service", name: "admin", resources };
        const begin = async (agent: string, words: readonly string[]) => {
            const aws = await FakeAws.start(running(agent));
            const ecs = new ECSClient(aws.client);
            const begun = await beginCommand(part, words, {
                ecs,
                region: "eu-west-1",
                version: "1.2.650.0",
            }).catch((error: unknown) => error as Failure);
            await aws.stop();
            return { begun, asked: aws.asked };
        };
        const { begun, asked } = await begin("RUNNING", ["sh", "-c", "echo 'it''s' $HOME"]);
        assert.ok(!(begun instanceof Failure));
        assert.equal(begun.command[5], '{"Target":"ecs:main_t1_t1-9"}');
        assert.deepEqual(JSON.parse(begun.variables["AWS_SSM_START_SESSION_RESPONSE"] ?? ""), {
            SessionId: "s",
            StreamUrl: "wss://x",
            TokenValue: "t",
        });
        assert.deepEqual(asked.at(-1), [
            "ExecuteCommand",
            {
                cluster: "arn:c/main",
                task: "t1",
                container: "admin",
                interactive: true,
                command: `sh -c 'echo '"'"'it'"'"''"'"'s'"'"' $HOME'`,
            },
        ]);
        const late = await begin("STOPPED", ["ls"]);
        assert.match(String(late.begun), /agent of ECS Exec does not run in its tasks/);
    });
});
