import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import * as path from "node:path";

import type { PolicyFinding } from "../../operations/policy/analyze";
import { locateToolchain } from "../../operations/engine/toolchain";
import { beginRehearsal, endRehearsal, type Rehearsal } from "../../operations/rehearse/rehearsal";
import { rules } from "../../policy-pack/policies";
import { mutations } from "../policy-pack/mutations";
import type { Mutation } from "../policy-pack/mutations/mutation";
import { readMessages, resourceOf } from "../policy-pack/support/messages";
import { type Batch, batchesOf } from "./support/batches";
import { Clone } from "./support/clone";
import { type Judged, previewWithPolicies, unwaived } from "./support/policies";

const root = path.resolve(__dirname, "../..");
const pack = path.join(root, "policy-pack");

describe("every rule, in the preview of a stack with one change", () => {
    let clone: Clone;
    const rehearsals = new Map<string, Promise<Rehearsal>>();

    before(async () => {
        clone = await Clone.create("mutated clone");
        const source = path.join(root, "tests", "engine", "fixtures", "mutated", "mutated.ts");
        await copyFile(source, path.join(clone.folder, "mutated.ts"));
        await writeFile(path.join(clone.folder, "Pulumi.yaml"), "main: mutated.ts\n", { flag: "a" });
    });

    after(async () => {
        for (const rehearsal of rehearsals.values()) await endRehearsal(await rehearsal);
        await clone.remove();
    });

    /** One for all previews of a stack: they leave nothing behind. */
    async function rehearsalOf(stack: string): Promise<Rehearsal> {
        const toolchain = await locateToolchain(root);
        assert.ok(toolchain, "there is no toolchain: ./plumb up sets it up");
        const known = rehearsals.get(stack) ?? beginRehearsal(clone.folder, stack, toolchain);
        rehearsals.set(stack, known);
        return known;
    }

    async function judge(stack: string, changes: readonly Mutation[], config: object): Promise<Judged> {
        const { engine, folder } = await rehearsalOf(stack);
        const file = path.join(folder, "mutations.json");
        await writeFile(file, JSON.stringify(changes, (_key, value: unknown) => value ?? null));
        const configFile = path.join(folder, "policies.json");
        await writeFile(configFile, JSON.stringify(config));
        const mutated = { ...engine, environment: { ...engine.environment, MUTATIONS: file } };
        return previewWithPolicies(mutated, folder, pack, "--policy-pack-config", configFile);
    }

    const batches = batchesOf(mutations);
    batches.forEach((batch, index) => {
        it(`${batch.stack} ${index}: ${batch.mutations.length}`, async () => {
            const levels = Object.fromEntries(batch.mutations.map(({ rule }) => [rule, "mandatory"]));
            const judged = await judge(batch.stack, batch.mutations, { "policy-pack": { levels } });
            await writeFile(`/tmp/judged-${index}.json`, JSON.stringify(judged, undefined, 1));
            await writeFile(`/tmp/judged-${index}.txt`, judged.output);
            assert.notEqual(judged.exitCode, 0, judged.output);
            const found = lines(unwaived(judged.findings).filter(({ level }) => level === "mandatory"));
            assert.deepEqual(found, expected(batch));
        });
    });
});

const golden = readMessages();

function expected({ mutations: changes }: Batch): string[] {
    return golden
        .filter(({ mutation }) => changes.some(({ rule }) => rule === mutation))
        .map(({ rule, resource, message }) => `${rule} [${resource}] ${message}`)
        .sort();
}

function lines(findings: readonly PolicyFinding[]): string[] {
    return findings.map(({ rule, urn, message }) => `${rule} [${resourceOf(urn)}] ${message}`).sort();
}
