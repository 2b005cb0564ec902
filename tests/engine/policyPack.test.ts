import assert from "node:assert/strict";
import { copyFile, cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capturePulumi, createEngine, type Engine } from "../../operations/engine/pulumi";
import { locateToolchain, type Toolchain } from "../../operations/engine/toolchain";
import { beginRehearsal, endRehearsal, type Rehearsal } from "../../operations/rehearse/rehearsal";
import { rules } from "../../policy-pack/policies";
import { mutations } from "../policy-pack/mutations";
import type { Mutation } from "../policy-pack/mutations/mutation";
import { Clone } from "./support/clone";
import { type Judged, previewWithPolicies, unwaived } from "./support/policies";

const root = path.resolve(__dirname, "../..");
const pack = path.join(root, "policy-pack");

/**
 * Rules of every kind and of many services, each broken by one change of another resource of prod. All others go
 * through the SDK's own server functions in tests/policy-pack/mutations.test.ts: one preview each would take hours,
 * and changes that the provider refuses never reach a policy in a preview with others.
 */
const SAMPLE = [
    "alarm-actions",
    "dynamodb-deletion-protection",
    "ecs-circuit-breaker",
    "iam-no-admin",
    "kms-rotation",
    "logs-retention",
    "s3-versioning",
    "sqs-encryption",
    "vpc-flow-logs",
    "vpc-no-admin-from-world",
];

describe("the policy pack", () => {
    let toolchain: Toolchain;

    before(async () => {
        const located = await locateToolchain(root);
        assert.ok(located, "there is no toolchain: ./plumb up sets it up");
        toolchain = located;
    });

    async function rehearsed<T>(
        folder: string,
        stack: string,
        run: (r: Rehearsal) => Promise<T>,
    ): Promise<T> {
        const rehearsal = await beginRehearsal(folder, stack, toolchain);
        try {
            return await run(rehearsal);
        } finally {
            await endRehearsal(rehearsal);
        }
    }

    for (const stack of ["local", "dev", "staging", "prod"]) {
        it(`lets ${stack} pass, of which nothing exists yet`, async () => {
            const judged = await rehearsed(root, stack, ({ engine, folder }) =>
                previewWithPolicies(engine, folder, pack),
            );
            const broken = judged.findings.filter(({ level }) => level === "mandatory");
            assert.deepEqual(broken, []);
            assert.equal(judged.exitCode, 0, judged.output);
            const own = judged.findings.filter(({ rule }) => rule === "policy-pack");
            assert.match(own.map(({ message }) => message).join(), /^\d+ checks of \d+ rules need values/);
        });
    }

    it("stops prod where rules are broken by one change each, and says where and what to do", async () => {
        const batch = mutations.filter(({ rule }) => SAMPLE.includes(rule));
        assert.equal(batch.length, SAMPLE.length);
        const judged = await judgeMutated("prod", batch);
        assert.notEqual(judged.exitCode, 0, judged.output);
        const reported = unwaived(judged.findings);
        const silent = SAMPLE.filter((name) => !reported.some(({ rule }) => rule === name));
        assert.deepEqual(silent, [], judged.output.slice(-4000));
        for (const { rule, urn, message } of reported) {
            const { mend = "" } = rules.find(({ name }) => name === rule) ?? {};
            assert.match(urn, /^urn:pulumi:prod::plumbline::.+::.+/, rule);
            assert.ok(message.endsWith(mend), `${rule} does not say what to do: ${message}`);
        }
    });

    async function judgeMutated(stack: string, batch: readonly Mutation[]): Promise<Judged> {
        const clone = await Clone.create("mutated clone");
        try {
            const source = path.join(root, "tests", "engine", "fixtures", "mutated", "mutated.ts");
            await copyFile(source, path.join(clone.folder, "mutated.ts"));
            const json = JSON.stringify(batch, (_key, value: unknown) =>
                value === undefined ? null : value,
            );
            await writeFile(path.join(clone.folder, "mutations.json"), json);
            const project = path.join(clone.folder, "Pulumi.yaml");
            await writeFile(project, "main: mutated.ts\n", { flag: "a" });
            return await rehearsed(clone.folder, stack, ({ engine, folder }) =>
                previewWithPolicies(engine, folder, pack),
            );
        } finally {
            await clone.remove();
        }
    }

    it("stops a program of somebody else's for the right reasons, without its password", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-foreign-"));
        try {
            await cp(path.join(root, "tests", "engine", "fixtures", "foreign"), folder, { recursive: true });
            await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
            const judged = await rehearsed(root, "prod", async ({ engine, folder: scratch }) => {
                const { stack, emulator } = engine;
                const place = { ...engine.paths, root: folder };
                const foreign = createEngine({ stack, emulator, toolchain, paths: place });
                return judgeForeign(foreign, scratch);
            });
            assert.notEqual(judged.exitCode, 0);
            const found = new Set(
                judged.findings.map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1) ?? ""}`),
            );
            for (const expected of [
                "s3-no-acls files",
                "s3-no-force-destroy files",
                "vpc-authorised-ports open",
                "vpc-no-admin-from-world open",
                "vpc-risky-ports open",
                "across-required-tags database",
                "across-protect-stateful database",
            ]) {
                assert.ok(found.has(expected), `${expected} is not among ${[...found].join(", ")}`);
            }
            assert.ok(!judged.output.includes("not-to-be-seen"), "the password is in the output");
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    });

    async function judgeForeign(engine: Engine, scratch: string): Promise<Judged> {
        const config = (key: string, value: string) => ["--config", `foreign:${key}=${value}`];
        await capturePulumi(engine, "stack", "init", engine.stack);
        const password = ["config", "set", "--secret", "foreign:password", "not-to-be-seen"];
        await capturePulumi(engine, ...password, "--stack", engine.stack);
        return previewWithPolicies(engine, scratch, pack, ...config("emulator", engine.emulator ?? ""));
    }
});
