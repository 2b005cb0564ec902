import assert from "node:assert/strict";

import type { Ask } from "../../../operations/aws/ask";
import { Failure } from "../../../operations/pulumi/failure";
import { environmentFor } from "../../../operations/shell/environment";
import { resolved } from "../../../operations/shell/secrets";
import { runForeground } from "../../../operations/shell/start";

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!app-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/rate";

describe("values of secrets for a process", () => {
    const values: Readonly<Record<string, object>> = {
        "secretsmanager.GetSecretValue": {
            SecretString: '{"username":"platform","password":"hunter2","port":5432}',
        },
        "AmazonSSM.GetParameters": { Parameters: [{ Name: "/shop/rate", Value: "1.1" }] },
    };
    const asked: string[] = [];
    const ask: Ask = async ({ target = "", body }) => {
        asked.push(`${target} ${body}`);
        return Promise.resolve(JSON.stringify(values[target]));
    };

    it("are read as containers name them: all of a secret, a key of its JSON, a parameter; each secret once", async () => {
        asked.length = 0;
        assert.deepEqual(
            await resolved(
                {
                    USER: `${SECRET}:username::`,
                    PASSWORD: `${SECRET}:password::`,
                    PORT: `${SECRET}:port::`,
                    ALL: SECRET,
                    RATE: PARAMETER,
                    FORMER: `${SECRET}:password:AWSPREVIOUS:`,
                },
                ask,
            ),
            {
                USER: "platform",
                PASSWORD: "hunter2",
                PORT: "5432",
                ALL: '{"username":"platform","password":"hunter2","port":5432}',
                RATE: "1.1",
                FORMER: "hunter2",
            },
        );
        assert.deepEqual(asked.sort(), [
            'AmazonSSM.GetParameters {"Names":["/shop/rate"],"WithDecryption":true}',
            `secretsmanager.GetSecretValue {"SecretId":"${SECRET}","VersionStage":"AWSPREVIOUS"}`,
            `secretsmanager.GetSecretValue {"SecretId":"${SECRET}"}`,
        ]);
    });

    it("that are not there are named by their variables, and no other value with them", async () => {
        const none: Ask = async ({ target }) =>
            target === "AmazonSSM.GetParameters"
                ? Promise.resolve("{}")
                : ask({ service: "", method: "POST", target });
        await assert.rejects(
            resolved({ RATE: PARAMETER, NAME: `${SECRET}:name::`, PASSWORD: `${SECRET}:password::` }, none),
            (error) => {
                assert.ok(error instanceof Failure);
                assert.match(error.message, /^No value is there for RATE, NAME: /);
                assert.doesNotMatch(error.message, /hunter2/);
                return true;
            },
        );
    });
});

describe("the environment of a process", () => {
    const own = { PATH: "/bin", AWS_PROFILE: "mine", AWS_REGION: "us-west-2", LOG_LEVEL: "info" };

    it("has the part's variables on top of the user's, and the stack's region", () => {
        const {
            AWS_PROFILE: profile,
            AWS_REGION: region,
            LOG_LEVEL: level,
            PATH: search,
        } = environmentFor(
            { environment: { AWS_PROFILE: undefined }, emulator: undefined },
            "eu-west-1",
            { LOG_LEVEL: "debug" },
            own,
        );
        assert.deepEqual([profile, region, level, search], ["mine", "eu-west-1", "debug", "/bin"]);
    });

    it("leads to the emulator and nowhere else, and has nothing that Pulumi alone needs", () => {
        const all = environmentFor(
            {
                environment: {
                    AWS_PROFILE: undefined,
                    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
                    PULUMI_CONFIG_PASSPHRASE: "x",
                },
                emulator: "http://127.0.0.1:4566",
            },
            "eu-west-1",
            {},
            own,
        );
        assert.equal(all["AWS_PROFILE"], undefined);
        assert.equal(all["AWS_ENDPOINT_URL"], "http://127.0.0.1:4566");
        assert.ok(!("PULUMI_CONFIG_PASSPHRASE" in all));
    });
});

describe("a program in the foreground", () => {
    const node = (script: string): string[] => [process.execPath, "-e", script];

    it("ends with its exit code, or with that of the signal that has ended it", async () => {
        assert.equal(await runForeground(node("process.exitCode = 7"), process.env), 7);
        assert.equal(await runForeground(node("process.kill(process.pid, 'SIGKILL')"), process.env), 137);
    });

    it("that is not there is a failure that names it", async () => {
        await assert.rejects(
            runForeground(["no-such-program"], process.env),
            /no-such-program is not on the PATH/,
        );
    });
});
