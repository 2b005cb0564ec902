/** Every rule is shown to see this project's own resources: silent as they are, not when one property is changed. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { rules } from "../../policy-pack/policies";
import { STACKS } from "../support/program";
import { mutations } from "./mutations";
import type { Mutation } from "./mutations/mutation";
import { ask, type Finding, type Sent, urnOf } from "./support/engine";
import { patched } from "./support/fixtures";
import { stackResources } from "./support/stacks";
import { ourWaivers } from "./support/waivers";

const messagesFile = path.join(__dirname, "messages.txt");

/** @returns the resources, and the URN of the changed one */
function mutate(resources: readonly Sent[], mutation: Mutation): { resources: readonly Sent[]; urn: string } {
    const all = [...resources, ...(mutation.own ?? [])];
    const target = all.find(
        ({ type, name }) => type === mutation.type && (mutation.name === undefined || name === mutation.name),
    );
    const wanted = `${mutation.type} ${mutation.name ?? ""}`;
    assert.ok(target, `there is no ${wanted} to change; name one of another stack, or give an own one`);
    const changed: Sent = {
        ...target,
        props: patched(target.props, mutation.set ?? {}),
        protect: mutation.unprotect ? false : (target.protect ?? false),
    };
    return {
        resources: all.flatMap((one) => (one !== target ? [one] : mutation.remove ? [] : [changed])),
        urn: urnOf(target),
    };
}

async function found(resources: readonly Sent[]): Promise<Finding[]> {
    return ask(rules, resources, { waivers: ourWaivers(), environment: "prod" });
}

describe("Rules and this project's own stacks", function () {
    this.timeout(120_000);

    for (const stack of STACKS) {
        it(`are at peace in ${stack}`, async () => {
            const findings = await ask(rules, await stackResources(stack), { waivers: ourWaivers() });
            const broken = findings.filter(({ message }) => !message.startsWith("Waived"));
            assert.deepEqual(
                broken.map(
                    ({ rule, urn, message }) => `${rule} ${urn.split("::").slice(2).join(" ")}: ${message}`,
                ),
                [],
            );
        });
    }

    it("have a mutation each", () => {
        const without = rules
            .filter(({ kind }) => kind !== "remedy")
            .map(({ name }) => name)
            .filter((name) => !mutations.some(({ rule }) => rule === name));
        assert.deepEqual(without, []);
    });

    const messages = new Map<string, string>();
    const before = new Map<string, Promise<Finding[]>>();

    for (const mutation of mutations) {
        it(`${mutation.rule} sees a change of ${mutation.type} ${mutation.name ?? ""}`, async () => {
            const stack = mutation.stack ?? "prod";
            const original = [...(await stackResources(stack)), ...(mutation.own ?? [])];
            const known = (!mutation.own && before.get(stack)) || found(original);
            if (!mutation.own) before.set(stack, known);
            const keys = new Set((await known).map(keyOf));
            const { resources } = mutate(await stackResources(stack), mutation);
            const fresh = (await found(resources)).filter((finding) => !keys.has(keyOf(finding)));
            const broken = [...new Set(fresh.map(({ rule }) => rule))].sort();
            assert.deepEqual(
                broken,
                [mutation.rule, ...(mutation.also ?? [])].sort(),
                fresh.map(keyOf).join("\n"),
            );
            const own = fresh.find(({ rule }) => rule === mutation.rule);
            messages.set(mutation.rule, own?.message ?? "");
        });
    }

    it("say what is in messages.txt (UPDATE_MESSAGES=1 writes it)", () => {
        const lines = [...messages].map(([rule, message]) => `${rule}: ${message}\n`).sort();
        if (process.env["UPDATE_MESSAGES"] !== undefined) writeFileSync(messagesFile, lines.join(""));
        assert.equal(lines.join(""), readFileSync(messagesFile, "utf8"));
    });
});

function keyOf({ rule, urn, message }: Finding): string {
    return `${rule} ${urn} ${message}`;
}
