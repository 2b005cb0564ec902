import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locateBuilt, repository } from "../support";

const program = `
const aws = require("@pulumi/aws");
const provider = new aws.Provider("aws", {
    region: "eu-central-1", accessKey: "test", secretKey: "test",
    skipCredentialsValidation: true, skipMetadataApiCheck: true, skipRequestingAccountId: true,
    endpoints: JSON.parse(process.env.ENDPOINTS),
});
new aws.sqs.Queue("jobs", {}, { provider });
`;

describe("toolchain: the self-built AWS provider under the real engine", function () {
    this.timeout(120_000);
    let directory: string;
    let environment: NodeJS.ProcessEnv;

    before(async () => {
        const built = await locateBuilt();
        directory = mkdtempSync(join(tmpdir(), "plumbline-provider-"));
        mkdirSync(join(directory, "state"));
        symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"));
        writeFileSync(join(directory, "Pulumi.yaml"), "name: provider\nruntime: nodejs\n");
        writeFileSync(join(directory, "package.json"), '{ "main": "index.js" }\n');
        writeFileSync(join(directory, "index.js"), program);
        environment = {
            ...process.env,
            ...built.environment,
            PULUMI_BACKEND_URL: `file://${directory}/state`,
            PULUMI_CONFIG_PASSPHRASE: "test",
        };
        assert.equal(pulumi(["stack", "init", "test"]).status, 0);
    });
    after(() => {
        if (directory) rmSync(directory, { recursive: true, force: true });
    });

    const pulumi = (args: string[], variables: Record<string, string> = {}) => {
        const env = { ...environment, ...variables };
        const options = { cwd: directory, env, encoding: "utf8" } as const;
        const { status, stdout } = spawnSync(
            "pulumi",
            [...args, "--non-interactive", "--color=never"],
            options,
        );
        return { status, stdout };
    };

    for (const [what, endpoints, complaint] of [
        ["no endpoint", [], "no endpoint is configured, so this would be the real AWS"],
        [
            "an endpoint that is not on this machine",
            [{ sns: "http://127.0.0.1:1", sqs: "https://sqs.eu-central-1.amazonaws.com" }],
            'the provider\'s endpoint for sqs is "https://sqs.eu-central-1.amazonaws.com"',
        ],
    ] as const) {
        it(`refuses ${what}, and advises the official one`, () => {
            const { status, stdout } = pulumi(["preview"], { ENDPOINTS: JSON.stringify(endpoints) });
            assert.notEqual(status, 0, stdout);
            assert.ok(stdout.includes(complaint), stdout);
            assert.match(stdout, /For real AWS install the official Pulumi/);
        });
    }

    it("accepts an emulated provider", () => {
        const { status, stdout } = pulumi(["preview"], { ENDPOINTS: '[{"sqs": "http://127.0.0.1:1"}]' });
        assert.equal(status, 0, stdout);
        assert.match(stdout, /aws:sqs:Queue jobs create/);
    });
});
