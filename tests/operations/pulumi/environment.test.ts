import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { configuredClient, placeOf } from "../../../operations/pulumi/awsClient";
import { quicker } from "../../../operations/pulumi/environment";
import { paths } from "../../../operations/pulumi/paths";
import { createEngine, type Engine } from "../../../operations/pulumi/engine";
import { secretFile } from "../../../operations/emulator/credentials";

const emulator = "http://127.0.0.1:4566";

/** Variables that a user may have set for an AWS account. */
const theirs: Readonly<Record<string, string>> = {
    AWS_ACCESS_KEY_ID: "AKIATHEIRS",
    AWS_SECRET_ACCESS_KEY: "theirs",
    AWS_SESSION_TOKEN: "theirs",
    AWS_PROFILE: "work",
    AWS_DEFAULT_PROFILE: "work",
    AWS_ROLE_ARN: "arn:aws:iam::999999999999:role/theirs",
    AWS_WEB_IDENTITY_TOKEN_FILE: "/theirs",
    AWS_CONFIG_FILE: "/theirs",
    AWS_SHARED_CREDENTIALS_FILE: "/theirs",
    AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/theirs",
    AWS_ENDPOINT_URL: "https://theirs.example",
    AWS_ENDPOINT_URL_S3: "https://theirs.example",
    AWS_ENDPOINT_URL_SECRETS_MANAGER: "https://theirs.example",
};

describe("environment variables of Pulumi", () => {
    let folder: string;
    let before: NodeJS.ProcessEnv;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-environment-"));
        before = { ...process.env };
        Object.assign(process.env, theirs);
    });
    afterEach(async () => {
        for (const name of Object.keys(theirs)) Reflect.deleteProperty(process.env, name);
        Object.assign(process.env, before);
        await rm(folder, { recursive: true, force: true });
    });

    const engine = (url: string | undefined): Engine =>
        createEngine({
            paths: { ...paths(folder), emulator: folder },
            stack: "local",
            emulator: url,
            account: "444455556666",
            toolchain: { kind: "built", pulumi: "pulumi", version: "3.0.0", parts: [], environment: {} },
        });

    /** As a program that is started sees it. */
    const seen = (url: string | undefined): NodeJS.ProcessEnv =>
        Object.fromEntries(
            Object.entries({ ...process.env, ...engine(url).environment }).filter(
                ([name, value]) => name.startsWith("AWS_") && value !== undefined,
            ),
        );

    it("contain the emulator's secret for the stack's account, and no personal AWS settings", async () => {
        await writeFile(secretFile(folder), "first\n");
        assert.deepEqual(seen(emulator), {
            AWS_ACCESS_KEY_ID: "444455556666",
            AWS_SECRET_ACCESS_KEY: "first",
            AWS_CONFIG_FILE: "/dev/null",
            AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_ENDPOINT_URL: emulator,
        });
    });

    it("contain the secret of the currently running emulator, even if the engine was created before", async () => {
        const early = engine(emulator);
        await writeFile(secretFile(folder), "first\n");
        assert.equal(early.environment["AWS_SECRET_ACCESS_KEY"], "first");
        await writeFile(secretFile(folder), "second\n");
        assert.equal(early.environment["AWS_SECRET_ACCESS_KEY"], "second");
    });

    it("contain no personal credentials either if no emulator has been started", () => {
        const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = seen(emulator);
        assert.deepEqual(
            [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY],
            ["444455556666", "no-emulator-is-running"],
        );
    });

    it("are the user's own for a real stack", () => {
        assert.deepEqual(seen(undefined), theirs);
    });

    it("apply to SDK clients as well", async () => {
        await writeFile(secretFile(folder), "first\n");
        const place = { accountId: "444455556666", region: "eu-west-1" };
        assert.deepEqual(configuredClient(placeOf(engine(emulator), place)), {
            region: "eu-west-1",
            maxAttempts: 3,
            endpoint: emulator,
            credentials: { accessKeyId: "444455556666", secretAccessKey: "first" },
        });
        assert.deepEqual(configuredClient(placeOf(engine(undefined), place)), {
            region: "eu-west-1",
            maxAttempts: 3,
        });
    });
});

describe("environment variables for faster Pulumi runs", () => {
    const own = process.env;

    afterEach(() => {
        process.env = own;
    });

    it("make the engine compare several resources at once", () => {
        process.env = { ...own, PULUMI_PARALLEL_DIFF: undefined };
        assert.equal(quicker()["PULUMI_PARALLEL_DIFF"], "true");
    });

    it("keep variables that are set", () => {
        process.env = { ...own, PULUMI_PARALLEL_DIFF: "false" };
        assert.equal(quicker()["PULUMI_PARALLEL_DIFF"], "false");
    });
});
