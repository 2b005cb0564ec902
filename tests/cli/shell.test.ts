/** Commands that start a program for a part of a stack, against an emulator. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ECSClient, RegisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";

import { EmulatedStack } from "../support/emulated";
import { createRole } from "../support/emulatedRole";

const PASSWORD = "a-password-that-nobody-sees";

describe("programs for a part:", function () {
    this.timeout(120_000);
    let stack: EmulatedStack;

    before(async () => {
        stack = await EmulatedStack.start({
            services: { admin: { image: "public.ecr.aws/nginx/nginx:1.29", user: "101:101" } },
            secrets: { payment: {} },
            databases: {
                app: { engine: "aurora-postgresql", version: "16" },
                shop: { engine: "mysql", version: "8.4" },
            },
        });
        const secret = await new SecretsManagerClient(stack.client).send(
            new CreateSecretCommand({ Name: "app", SecretString: JSON.stringify({ password: PASSWORD }) }),
        );
        const { taskDefinition } = await new ECSClient(stack.client).send(
            new RegisterTaskDefinitionCommand({
                family: "admin",
                executionRoleArn: await createRole(stack, "execution", "ecs-tasks.amazonaws.com"),
                containerDefinitions: [
                    {
                        name: "collector",
                        image: "x",
                        memory: 128,
                        environment: [{ name: "OTHER", value: "yes" }],
                    },
                    {
                        name: "admin",
                        image: "x",
                        memory: 128,
                        environment: [{ name: "LOG_LEVEL", value: "debug" }],
                        secrets: [{ name: "DATABASE_APP_PASSWORD", valueFrom: `${secret.ARN}:password::` }],
                    },
                ],
            }),
        );
        const database = (host: string) => ({ host, port: 5432, secretArn: secret.ARN });
        stack.deploy(
            [
                [
                    "ContainerService",
                    "admin",
                    "aws:ecs/taskDefinition:TaskDefinition",
                    { arn: taskDefinition?.taskDefinitionArn },
                ],
                ["Database", "app", "aws:rds/cluster:Cluster", {}],
                ["Database", "shop", "aws:rds/instance:Instance", {}],
            ],
            { databases: { app: database("127.9.8.7"), shop: database("shop.rds.amazonaws.com") } },
        );
    });
    after(async () => stack.stop());

    it("shell runs a command with the part's variables and secrets, and ends with its exit code, silently", async () => {
        const file = path.join(stack.folder, "seen.json");
        const script = `require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.env)); process.exitCode = 7`;
        const { code, all } = await stack.plumb(
            "shell",
            "service/admin",
            "--",
            process.execPath,
            "-e",
            script,
        );
        assert.deepEqual([code, all], [7, ""]);
        const seen = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
        assert.equal(seen["LOG_LEVEL"], "debug");
        assert.equal(seen["DATABASE_APP_PASSWORD"], PASSWORD);
        assert.equal(seen["OTHER"], undefined);
        assert.deepEqual(
            [seen["AWS_REGION"], seen["AWS_ENDPOINT_URL"], seen["AWS_ACCESS_KEY_ID"]],
            ["us-east-1", stack.emulator.url, "123456789012"],
        );
        assert.equal(process.env["DATABASE_APP_PASSWORD"], undefined);
    });

    it("shell says which program is not there", async () => {
        const { code, stderr } = await stack.plumb("shell", "admin", "--", "no-such-program");
        assert.equal(code, 3, stderr);
        assert.match(stderr, /no-such-program is not on the PATH/);
    });

    it("shell takes a part without variables, and a shell without a terminal, for wrong usage", async () => {
        const secret = await stack.plumb("shell", "secret/payment", "--", "true");
        assert.equal(secret.code, 2);
        assert.match(secret.stderr, /takes service\/<name>, task\/<name>, function\/<name>, and no secret/);
        const none = await stack.plumb("shell", "service/admin");
        assert.equal(none.code, 2);
        assert.match(none.stderr, /no terminal for a shell: name a command after --/);
    });

    it("connect prints an address without a password, and no client starts without a terminal", async () => {
        const { code, stdout, all } = await stack.plumb("connect", "database/app");
        assert.equal(code, 0, all);
        assert.equal(stdout, "postgresql://platform@127.9.8.7:5432/app?sslmode=require\n");
        assert.match(all, /--show-password/);
    });

    it("connect prints variables for a shell, and the password only where that is asked for", async () => {
        const { stdout } = await stack.plumb("connect", "app", "--env");
        assert.match(stdout, /^export PGHOST='127\.9\.8\.7'$/m);
        assert.match(stdout, /^export PGSSLROOTCERT='.*\/databases\/rds-ca\.pem'$/m);
        assert.doesNotMatch(stdout, /PGPASSWORD/);
        const shown = await stack.plumb("connect", "app", "--env", "--show-password");
        assert.match(shown.stdout, new RegExp(`^export PGPASSWORD='${PASSWORD}'$`, "m"));
        const { url, password, ...rest } = JSON.parse(
            (await stack.plumb("connect", "app", "--json")).stdout,
        ) as Record<string, unknown>;
        assert.deepEqual(
            [url, password, rest["host"]],
            ["postgresql://platform@127.9.8.7:5432/app?sslmode=require", undefined, "127.9.8.7"],
        );
    });

    it("connect says what does not run on this machine", async () => {
        const { code, stderr } = await stack.plumb("connect", "database/shop");
        assert.equal(code, 3);
        assert.match(stderr, /not run on this machine: database\/shop; the emulator runs no MySQL/);
    });

    it("exec says what there is instead of containers, and which key lets people into them", async () => {
        const local = await stack.plumb("exec", "service/admin", "--", "ls", "/");
        assert.equal(local.code, 2);
        assert.match(local.stderr, /no containers.*plumb shell service\/admin --stack local -- ls \//);
        stack.configure("dev", {
            services: { admin: { image: "x/y:1", user: "1:1" } },
            containers: { shell: false },
        });
        const closed = await stack.plumb("exec", "admin", "--stack", "dev");
        assert.equal(closed.code, 2, closed.stderr);
        assert.match(closed.stderr, /plumbline:containers\.shell is false/);
    });
});
