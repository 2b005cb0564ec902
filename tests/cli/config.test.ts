import assert from "node:assert/strict";

import { folderOf } from "../support/fixtures";
import { type Ended, plumb } from "../support/plumb";

const PROJECT = `name: shop
runtime: nodejs
config:
  plumbline:region: eu-west-1
  plumbline:owner: platform
  plumbline:network: { value: { cidr: 10.0.0.0/16, zones: [a, b] } }
  plumbline:queues: { value: { jobs: {}, mails: {} } }
`;
const STACK = `config:
  plumbline:tier: dev
  plumbline:accountId: "111122223333"
  plumbline:costCenter: "1000"
  plumbline:network: { zones: [a, b, c] }
  plumbline:queues: { mails: null }
  plumbline:secrets: { payment: { value: { secure: v1:abc } } }
  plumbline:functionDefaults: { memoryMib: 512, environment: { TEXT: "a\\u001b[31m" } }
  plumbline:functions: { orders: { code: code } }
`;

async function config(stack: string, ...args: string[]): Promise<Ended> {
    const { folder, remove } = folderOf({
        "Pulumi.yaml": PROJECT,
        "Pulumi.dev.yaml": stack,
        "code/index.js": "exports.handler = () => {};",
    });
    try {
        return await plumb(["config", "--cwd", folder, "--stack", "dev", ...args]);
    } finally {
        remove();
    }
}

describe("plumb config", () => {
    it("prints what the two files amount to, and where each value stands", async () => {
        const { code, stdout } = await config(STACK);
        assert.equal(code, 0);
        assert.match(stdout, /^plumbline:region: eu-west-1 +Pulumi\.yaml:4$/m);
        assert.match(
            stdout,
            /^plumbline:network:\n {2}cidr: 10\.0\.0\.0\/16 +Pulumi\.yaml:6\n {2}zones: \[ a, b, c \] +Pulumi\.dev\.yaml:5$/m,
        );
        assert.match(stdout, /^plumbline:accountId: "111122223333" +Pulumi\.dev\.yaml:3$/m);
        assert.match(stdout, /^ {2}jobs: \{\} +Pulumi\.yaml:7$/m);
        assert.doesNotMatch(stdout, /default/);
    });

    it("prints what the stack takes out", async () => {
        const { stdout } = await config(STACK);
        assert.match(stdout, /^Taken out +By\nplumbline:queues\.mails +Pulumi\.dev\.yaml:6$/m);
        assert.doesNotMatch(stdout.split("Taken out")[0] ?? "", /mails/);
    });

    it("shows neither encrypted values nor control characters", async () => {
        for (const args of [[], ["--defaults"], ["--json"]]) {
            const { stdout } = await config(STACK, ...args);
            assert.match(stdout, /\[secret\]/);
            assert.doesNotMatch(stdout, /v1:abc/);
            // eslint-disable-next-line no-control-regex
            assert.doesNotMatch(stdout, /\u001b/);
        }
    });

    it("prints defaults if asked, and whose they are", async () => {
        const { stdout } = await config(STACK, "--defaults");
        assert.match(stdout, /^plumbline:protect: false +default$/m);
        assert.match(
            stdout,
            /^ {4}code: code +Pulumi\.dev\.yaml:9\n(.+\n)*? {4}memoryMib: 512 +Pulumi\.dev\.yaml:8$/m,
        );
        assert.match(stdout, /^ {4}timeoutSeconds: \d+ +default$/m);
    });

    it("prints the same as JSON", async () => {
        const { stdout } = await config(STACK, "--json");
        const { project, stack, values, takenOut } = JSON.parse(stdout) as Record<string, unknown>;
        assert.deepEqual([project, stack], ["shop", "dev"]);
        assert.deepEqual((values as unknown[])[0], {
            key: "plumbline:region",
            value: "eu-west-1",
            origin: { file: "Pulumi.yaml", line: 4 },
        });
        assert.deepEqual(takenOut, [
            { key: "plumbline:queues.mails", origin: { file: "Pulumi.dev.yaml", line: 6 } },
        ]);
    });

    it("ends with 2 and all problems if the settings are wrong", async () => {
        const { code, stdout, stderr } = await config(STACK.replace("zones: [a, b, c]", "nat: singel"));
        assert.equal(code, 2);
        assert.equal(stdout, "");
        assert.match(stderr, /plumbline:network\.nat: "singel" is not allowed.*\(Pulumi\.dev\.yaml:5\)/);
    });
});
