/** Every rule reads this project's own resources: no finding unchanged, one after a change of one property. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { matchesWildcard } from "../../model/text";
import { DRIFT, today } from "../../policy-pack/core/waivers";
import { rules } from "../../policy-pack/policies";
import { batchesOf } from "../engine/support/batches";
import { ROOT, STACKS } from "../support/program";
import { mutations as allMutations } from "./mutations";
import { isReference, type Mutation, type Reference } from "./mutations/mutation";
import { ask, type Finding, type Sent, sessionOf, urnOf } from "./support/engine";
import { patched } from "./support/fixtures";
import {
    type Line,
    apart,
    linesOf,
    messagesFile,
    readMessages,
    resourceOf,
    textOf,
    withoutAmounts,
} from "./support/messages";
import { stackResources } from "./support/stacks";
import { ourWaivers } from "./support/waivers";

/** The rules to look at, whose author waits for seconds: `./plumb test --rule`. What is about all of them is left out. */
const SOME = process.env["PLUMB_RULE"]?.split(",");

const isMeant = (rule: string) => SOME === undefined || SOME.includes(rule);
const mutations = allMutations.filter(({ rule }) => isMeant(rule));

/** A stack with the additions of a mutation. */
function extend(resources: readonly Sent[], { own = [], add = [] }: Mutation): readonly Sent[] {
    const added = [...own, ...add];
    const all = [...resources, ...added];
    const provider = resources.find(({ type }) => type === "pulumi:providers:aws")?.props ?? {};
    return [
        ...resources,
        ...added.map((one) => ({
            provider,
            ...one,
            props: resolved(one.props, all) as Sent["props"],
            dependencies: Object.fromEntries(
                Object.entries(one.props).flatMap(([key, value]) =>
                    isReference(value) ? [[key, [urnOf(targetOf(value, all))]]] : [],
                ),
            ),
        })),
    ];
}

function mutate(all: readonly Sent[], mutation: Mutation): readonly Sent[] {
    if (mutation.type === undefined) return all;
    const { type: wanted, name: named = "", within = "" } = mutation;
    const [target, second] = all.filter(
        ({ type, name, urn = "" }) =>
            type === wanted && (named === "" || name === named) && urn.includes(within),
    );
    assert.ok(target, `there is no ${wanted} ${named}; name one of another stack, or give an own one`);
    assert.ok(!second, `there are several ${wanted} ${named}; say which`);
    const changed: Sent = {
        ...target,
        props: resolved(patched(target.props, mutation.set ?? {}), all) as Sent["props"],
        protect: mutation.unprotect ? false : (target.protect ?? false),
    };
    const isProvider = target.type.startsWith("pulumi:providers:") && !mutation.own;
    return all.flatMap((one) => {
        if (one !== target) return isProvider && one.provider ? [{ ...one, provider: changed.props }] : [one];
        return mutation.remove ? [] : [changed];
    });
}

/** A value with ids in place of references. */
function resolved(value: unknown, all: readonly Sent[]): unknown {
    if (Array.isArray(value)) return value.map((one) => resolved(one, all));
    if (typeof value !== "object" || value === null) return value;
    if (isReference(value)) return targetOf(value, all).outputs?.["id"];
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, all)]));
}

function targetOf({ idOf }: Reference, all: readonly Sent[]): Sent {
    const target = all.find(({ type, name = "it" }) => `${type}::${name}` === idOf);
    assert.ok(target, `there is no ${idOf}`);
    return target;
}

/** @param known resources that rules about single ones have judged: they are the same for every mutation */
async function found(resources: readonly Sent[], known: readonly Sent[] = []): Promise<Finding[]> {
    const unchanged = new Set(known);
    const session = sessionOf({ waivers: ourWaivers(), environment: "prod", today: today() }, rules);
    const all = await ask(rules, resources, {}, session, (resource) => !unchanged.has(resource));
    return all.flatMap(apart);
}

const ofAll = (title: string, run: () => Promise<void> | void): void => {
    if (SOME === undefined) it(title, run);
};

describe("rules and this project's own stacks", function () {
    this.timeout(120_000);

    const asItIs = new Map<string, Promise<Finding[]>>();
    const findingsIn = (stack: (typeof STACKS)[number]) => {
        const asked = { waivers: ourWaivers(), environment: stack, today: today() };
        const findings =
            asItIs.get(stack) ?? stackResources(stack).then((resources) => ask(rules, resources, asked));
        asItIs.set(stack, findings);
        return findings;
    };

    for (const stack of STACKS) {
        ofAll(`pass in ${stack}`, async () => {
            const broken = (await findingsIn(stack)).filter(({ level }) => level === "mandatory");
            assert.deepEqual(
                broken.map(
                    ({ rule, urn, message }) => `${rule} ${urn.split("::").slice(2).join(" ")}: ${message}`,
                ),
                [],
            );
        });
    }

    for (const stack of STACKS) {
        ofAll(`need every waiver about ${stack}, and none has expired`, async () => {
            const session = sessionOf({ waivers: ourWaivers(), environment: stack, today: today() }, rules);
            const resources = await stackResources(stack);
            await ask(rules, resources, {}, session);
            const urns = resources.map(urnOf);
            const root = urns.find((urn) => urn.includes("pulumi:pulumi:Stack::"));
            assert.ok(root);
            assert.deepEqual([session.unused(root, urns), session.expired(stack)], [[], []]);
        });
    }

    ofAll(
        "need every waiver in some stack: the pack cannot report an unused waiver for all stacks",
        async () => {
            const findings = (await Promise.all(STACKS.map(findingsIn))).flat();
            const waived = findings.filter(({ message }) => message.startsWith("Waived until "));
            const unneeded = ourWaivers().filter(
                ({ rule, urn }) =>
                    !rule.startsWith(DRIFT) &&
                    !waived.some((finding) => finding.rule === rule && matchesWildcard(urn, finding.urn)),
            );
            assert.deepEqual(unneeded, []);
        },
    );

    it("have a mutation each", () => {
        const without = rules
            .filter(({ kind }) => kind !== "remediation")
            .map(({ name }) => name)
            .filter(isMeant)
            .filter((name) => !mutations.some(({ rule }) => rule === name));
        assert.deepEqual(without, []);
    });

    ofAll(
        "state in CONTRIBUTING.md the number of mutations that do not change a resource of these stacks",
        () => {
            const count = (is: (mutation: Mutation) => unknown) => mutations.filter(is).length;
            const own = count((mutation) => mutation.own);
            const added = count(({ type }) => type === undefined);
            const standIns = count(({ standIn }) => standIn);
            const text = readFileSync(path.join(ROOT, "CONTRIBUTING.md"), "utf8").replace(/\s+/g, " ");
            const said = `: ${own} mutations have \`own\`, ${added} \`add\` only, ${standIns} \`standIn\`.`;
            assert.ok(text.includes(said), `CONTRIBUTING.md does not say${said}`);
        },
    );

    const lines: Line[] = [];
    const before = new Map<string, Promise<Finding[]>>();

    for (const mutation of mutations) {
        it(`${mutation.rule} detects a change of ${mutation.type ?? "what is there"} ${mutation.name ?? ""}`, async () => {
            const stack = mutation.stack ?? "prod";
            const original = await stackResources(stack);
            const known = before.get(stack) ?? found(original);
            before.set(stack, known);
            const keys = new Set((await known).map(keyOf));
            const extended = extend(original, mutation);
            const freshIn = async (resources: readonly Sent[]) =>
                (await found(resources, original)).filter((finding) => !keys.has(keyOf(finding)));
            if (mutation.own) {
                const early = (await freshIn(extended)).filter(({ rule }) => rule === mutation.rule);
                assert.deepEqual(early, [], "its own resources break the rule before they are changed");
            }
            const fresh = await freshIn(mutate(extended, mutation));
            const broken = [...new Set(fresh.map(({ rule }) => rule))].sort();
            assert.deepEqual(
                broken,
                [mutation.rule, ...(mutation.also ?? [])].sort(),
                fresh.map(keyOf).join("\n"),
            );
            lines.push(...linesOf(mutation, fresh));
        });
    }

    // The real engine makes them in a few previews (tests/engine/policy/policyMutations.test.ts).
    for (const { stack, mutations: together } of batchesOf(mutations)) {
        ofAll(
            `report the same findings for ${together.length} changes of ${stack} at once as for each alone`,
            async () => {
                const original = await stackResources(stack);
                const known = new Set((await found(original)).map(keyOf));
                const changed = together.reduce(
                    (resources, mutation) => mutate(extend(resources, mutation), mutation),
                    original,
                );
                const fresh = (await found(changed)).filter((finding) => !known.has(keyOf(finding)));
                const names = together.map(({ rule }) => rule);
                const everywhere = together.filter((mutation) => mutation.everywhere).map(({ rule }) => rule);
                const said = (list: readonly Line[]): string[] => [
                    ...new Set(
                        list
                            .filter(({ rule }) => !everywhere.includes(rule))
                            .map(
                                ({ rule, resource, message }) =>
                                    `${rule} [${resource}] ${withoutAmounts(message)}`,
                            ),
                    ),
                ];
                const expected = said(lines.filter(({ mutation }) => names.includes(mutation)));
                const linesFound = said(
                    fresh.map((one) => ({ ...one, mutation: "", resource: resourceOf(one.urn) })),
                );
                assert.deepEqual(linesFound.sort(), expected.sort());
            },
        );
    }

    it("match messages.txt (UPDATE_MESSAGES=1 writes it)", () => {
        const known = readMessages();
        const others = known.filter(({ mutation }) => !isMeant(mutation));
        const text = textOf([...others, ...lines]);
        if (process.env["UPDATE_MESSAGES"] !== undefined) writeFileSync(messagesFile, text);
        assert.equal(text, readFileSync(messagesFile, "utf8"));
    });
});

function keyOf({ rule, urn, message }: Finding): string {
    return `${rule} ${urn} ${message}`;
}
