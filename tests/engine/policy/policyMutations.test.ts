import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import * as path from "node:path";

import { locateToolchain } from "../../../operations/pulumi/toolchain";
import type { PolicyFinding } from "../../../operations/policy/analyze";
import { beginRehearsal, endRehearsal, type Rehearsal } from "../../../operations/rehearse/rehearsal";
import { rules } from "../../../policy-pack/policies";
import { mutations } from "../../policy-pack/mutations";
import type { Mutation } from "../../policy-pack/mutations/mutation";
import { apart, readMessages, resourceOf, withoutAmounts } from "../../policy-pack/support/messages";
import { STACKS } from "../../support/program";
import { type Batch, batchesOf } from "../support/batches";
import { Clone } from "../support/clone";
import { type Judged, previewWithPolicies, unwaived } from "../support/policies";

const root = path.resolve(__dirname, "../../..");
const pack = path.join(root, "policy-pack");

/** Findings of rules after a mutation. */
const messages = readMessages();

const batches = batchesOf(mutations);

describe("the policy pack, in previews of new stacks", () => {
    /** This project with the program that applies mutations. */
    let clone: Clone;
    let rehearsal: Rehearsal;
    /** Findings in each unchanged stack. */
    const unchanged = new Map<string, Set<string>>();

    before(async () => {
        clone = await Clone.create("mutated clone");
        const source = path.join(root, "tests", "engine", "fixtures", "mutated", "mutated.ts");
        await copyFile(source, path.join(clone.folder, "mutated.ts"));
        await writeFile(path.join(clone.folder, "Pulumi.yaml"), "main: mutated.ts\n", { flag: "a" });
    });

    after(async () => {
        await clone.remove();
    });

    // A stack without mutations is not previewed here: rehearse.test.ts deploys it with the pack.
    for (const stack of STACKS.filter((name) => batches.some((batch) => batch.stack === name))) {
        describe(stack, () => {
            // One for all previews of a stack: they leave no state behind.
            before(async () => {
                const toolchain = await locateToolchain(root);
                assert.ok(toolchain, "there is no toolchain: ./plumb up sets it up");
                rehearsal = await beginRehearsal(root, stack, toolchain);
            });

            after(async () => {
                await endRehearsal(rehearsal);
            });

            it("accepts the stack unchanged", async () => {
                const judged = await previewWithPolicies(rehearsal.engine, rehearsal.folder, pack);
                const broken = judged.findings.filter(({ level }) => level === "mandatory");
                assert.deepEqual(broken, []);
                assert.equal(judged.exitCode, 0, judged.output);
                const own = judged.findings.filter(({ rule }) => rule === "policy-pack");
                assert.match(
                    own.map(({ message }) => message).join(),
                    /^\d+ checks of \d+ rules need values/,
                );
                unchanged.set(stack, new Set(judged.findings.flatMap(apart).map(lineOf)));
            });

            batches
                .filter((batch) => batch.stack === stack)
                .forEach((batch, index) => {
                    const names = batch.mutations.map(({ rule }) => rule);
                    it(`refuses one change each, batch ${index + 1}: ${names.join(", ")}`, () =>
                        isStopped(batch));
                });

            if (stack === "prod") it("corrects inputs through enabled remediations", isCorrected);
        });
    }

    async function isStopped(batch: Batch): Promise<void> {
        const names = batch.mutations.map(({ rule }) => rule);
        // Also where the profile only advises, or lets go.
        const levels = Object.fromEntries(names.map((name) => [name, "mandatory"]));
        const judged = await preview(batch.mutations, { "policy-pack": { levels } });
        assert.notEqual(judged.exitCode, 0, judged.output);
        const fresh = unwaived(judged.findings)
            .flatMap(apart)
            .filter((finding) => !unchanged.get(batch.stack)?.has(lineOf(finding)));
        const expected = messages.filter(({ mutation }) => names.includes(mutation));
        const lines = [...new Set(fresh.map(lineOf))].sort();
        const isEverywhere = ({ rule }: { rule: string }): boolean =>
            batch.mutations.some((mutation) => mutation.everywhere && mutation.rule === rule);
        // For a finding on every resource, messages.txt has the first.
        const others = fresh.filter((finding) => !isEverywhere(finding));
        assert.deepEqual(
            [...new Set(others.map(lineOf))].sort(),
            expected
                .filter((said) => !isEverywhere(said))
                .map(lineOfMessage)
                .sort(),
        );
        const missing = expected.map(lineOfMessage).filter((line) => !lines.includes(line));
        assert.deepEqual(missing, []);
        for (const { rule, urn, level, message } of fresh) {
            const { remediation = "" } = rules.find(({ name }) => name === rule) ?? {};
            assert.ok(message.endsWith(remediation), `${rule} does not say what to do: ${message}`);
            if (!names.includes(rule)) continue;
            assert.equal(level, "mandatory", rule);
            // The visible parts: rule, resource and message.
            const name = urn.split("::").at(-1) ?? "";
            assert.ok(judged.output.includes(message), `not shown: ${message}`);
            assert.match(judged.output, new RegExp(`mandatory.*${rule} .*${name}`));
        }
    }

    /** A change against two rules passes, and the plan has the configured values of the remediations. */
    async function isCorrected(): Promise<void> {
        const broken = ["across-required-tags", "logs-retention"];
        const enforcementLevel = "remediate";
        const judged = await preview(
            mutations.filter(({ rule }) => broken.includes(rule)),
            {
                "mend-log-retention": { enforcementLevel, days: 400 },
                "mend-tags": { enforcementLevel, tags: { Owner: "somebody" } },
            },
        );
        const fresh = unwaived(judged.findings)
            .flatMap(apart)
            .filter((finding) => !unchanged.get("prod")?.has(lineOf(finding)));
        assert.deepEqual(fresh, []);
        assert.equal(judged.exitCode, 0, judged.output);
        const [corrected, ...others] = [...judged.inputs].filter(([urn]) =>
            urn.endsWith("logGroup:LogGroup::stock"),
        );
        assert.deepEqual(others, []);
        const { retentionInDays, tags } = corrected?.[1] ?? {};
        assert.deepEqual([retentionInDays, tags], [400, { Owner: "somebody" }]);
    }

    async function preview(changes: readonly Mutation[], config: object): Promise<Judged> {
        const { engine, folder } = rehearsal;
        const file = path.join(folder, "mutations.json");
        await writeFile(
            file,
            JSON.stringify(changes, (_key, value: unknown) => value ?? null),
        );
        const configFile = path.join(folder, "policies.json");
        await writeFile(configFile, JSON.stringify(config));
        const mutated = {
            ...engine,
            paths: { ...engine.paths, root: clone.folder },
            environment: { ...engine.environment, MUTATIONS: file },
        };
        return previewWithPolicies(mutated, folder, pack, "--policy-pack-config", configFile);
    }

    it("has refused by every rule", () => {
        const broken = batches.flatMap((batch) => batch.mutations.map(({ rule }) => rule));
        const met = [...broken, "mend-log-retention", "mend-tags"];
        assert.deepEqual(met.sort(), rules.map(({ name }) => name).sort());
    });
});

/** Rule, resource and message. */
function lineOf({ rule, urn, message }: PolicyFinding): string {
    return lineOfMessage({ rule, resource: resourceOf(urn), message });
}

function lineOfMessage(said: { rule: string; resource: string; message: string }): string {
    return `${said.rule} [${said.resource}] ${withoutAmounts(said.message)}`;
}
