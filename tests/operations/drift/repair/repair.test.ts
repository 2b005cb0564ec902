import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { confirmPlan, planRepair, showPlan } from "../../../../operations/drift/repair/repair";
import type { Finding, Shown } from "../../../../operations/drift/report/report";
import { paths } from "../../../../operations/pulumi/paths";
import type { Engine } from "../../../../operations/pulumi/engine";
import { finding, inconclusive, report, SECRET } from "../support/reports";

/** A Pulumi with scripted previews. */
const pulumi = `#!/bin/sh
if [ "$2" = export ]; then cat "$FAKE/state"; exit; fi
echo "$@" >> "$FAKE/calls"
while [ $# -gt 0 ]; do [ "$1" = --event-log ] && log=$2; shift; done
cp "$FAKE/events" "$log"
exit "$(cat "$FAKE/code")"
`;

const value = (content: string | number): Shown => ({ kind: "value", value: content });

function drifted(name: string, properties: Finding["properties"], change: Partial<Finding> = {}): Finding {
    return finding({ name, fingerprint: name, urn: `urn:${name}`, properties, ...change });
}

const tags = {
    path: "tags.team",
    was: value("shop"),
    is: value("nobody"),
    verdict: "drifted",
} as const;
const retention = {
    path: "settings[0].days",
    was: value(35),
    is: value(7),
    verdict: "delegatedOrWaived",
    reason: "waived: Restore exercise",
} as const;

describe("a repair", () => {
    let folder: string;
    let engine: Engine;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-repair-"));
        const program = path.join(folder, "pulumi");
        await writeFile(program, pulumi, { mode: 0o755 });
        await knows({});
        engine = {
            paths: { ...paths(folder, folder), state: folder },
            stack: "prod",
            emulator: undefined,
            toolchain: { kind: "installed", version: "0", pulumi: program, environment: {}, parts: [] },
            environment: { FAKE: folder },
        };
        await previews({});
    });

    afterEach(async () => {
        await rm(folder, { recursive: true });
    });

    /** Steps of the next previews, by name: a step, and its changed properties. */
    async function previews(steps: Record<string, [string, ...string[]]>, code = 0): Promise<void> {
        const events = Object.entries(steps).map(([name, [op, ...diffs]]) => ({
            resourcePreEvent: { metadata: { op, urn: `urn:${name}`, type: "", diffs } },
        }));
        await writeFile(
            path.join(folder, "events"),
            events.map((each) => `${JSON.stringify(each)}\n`).join(""),
        );
        await writeFile(path.join(folder, "code"), String(code));
    }

    /** The state has these resources, by name: the names of those that their inputs come from. */
    async function knows(resources: Record<string, string[]>): Promise<void> {
        const written = Object.entries(resources).map(([name, from]) => ({
            urn: `urn:${name}`,
            type: "",
            custom: true,
            propertyDependencies: { input: from.map((one) => `urn:${one}`) },
        }));
        const state = { version: 3, deployment: { resources: written } };
        await writeFile(path.join(folder, "state"), JSON.stringify(state));
    }

    async function plan(...findings: Finding[]) {
        return planRepair(engine, report({ verdict: "drifted", findings }), 60_000);
    }

    async function leaves(said: RegExp, ...findings: Finding[]): Promise<void> {
        const { targets, left } = await plan(...findings);
        assert.deepEqual(targets, []);
        assert.equal(left.length, 1);
        assert.match(left[0]?.reason ?? "", said);
    }

    it("includes resources that a preview would update in place", async () => {
        await previews({ a: ["update", "tags"], b: ["same"] });
        const { targets, left } = await plan(drifted("a", [tags]), drifted("b", [tags]));
        assert.deepEqual(targets, ["urn:a"]);
        assert.deepEqual(
            left.map(({ urn, reason }) => [urn, reason]),
            [["urn:b", "the program does not set the changed properties; revert them by hand"]],
        );
    });

    it("is idle if the update would change nothing", async () => {
        await previews({ a: ["update"] });
        await leaves(/by hand/, drifted("a", [tags]));
    });

    it("skips missing resources, without a preview of them", async () => {
        await previews({}, 1);
        await leaves(/it is missing/, drifted("a", [], { change: "missing" }));
    });

    for (const op of ["replace", "create", "delete", "create-replacement"]) {
        it(`skips resources that need a ${op}`, async () => {
            await previews({ a: [op, "name"] });
            await leaves(new RegExp(`needs a ${op}, which`), drifted("a", [tags]));
        });
    }

    it("skips resources with undeployed code", async () => {
        await previews({ a: ["update", "tags"] });
        const ahead = drifted("a", [], { change: "undeployed", verdict: "codeAhead" });
        await leaves(/not deployed/, drifted("a", [tags]), ahead);
    });

    it("skips possible differences: resources whose update would also revert one", async () => {
        await previews({ a: ["update", "tags.team", "settings[1]"] });
        await leaves(
            /settings\[0\]\.days may differ \(waived: Restore exercise\)/,
            drifted("a", [tags, retention]),
        );
    });

    it("includes drift if an update keeps all other properties", async () => {
        await previews({ a: ["update", "tags"] });
        assert.deepEqual((await plan(drifted("a", [tags, retention]))).targets, ["urn:a"]);
    });

    describe("of a resource that others depend on", () => {
        beforeEach(async () => {
            await knows({ fn: [], alias: ["fn"], schedule: ["alias"], other: [] });
        });

        it("brings those after it that change with it, such as the alias of a function", async () => {
            await previews({ fn: ["update", "memory"], alias: ["update", "version"], schedule: ["same"] });
            const found = drifted("fn", [{ ...tags, path: "memory" }]);
            const planned = await plan(found);
            assert.deepEqual(planned.targets, ["urn:fn", "urn:alias"]);
            assert.deepEqual(planned.changes.get("urn:alias"), ["version"]);
            assert.match(await readFile(path.join(folder, "calls"), "utf8"), /--target urn:schedule/);
            assert.match(
                showPlan(planned, report({ findings: [found] })),
                /urn:fn\n {6}memory: was shop, is nobody\n {2}urn:alias\n {6}version: follows$/,
            );
        });

        it("keeps away from those with drift or undeployed code of their own", async () => {
            await previews({ fn: ["update", "memory"], alias: ["update", "version"] });
            const ahead = drifted("alias", [], { change: "undeployed", verdict: "codeAhead" });
            assert.deepEqual((await plan(drifted("fn", [tags]), ahead)).targets, ["urn:fn"]);
            assert.doesNotMatch(await readFile(path.join(folder, "calls"), "utf8"), /--target urn:alias/);
        });

        it("is left if one of them would be replaced, or lose what may differ", async () => {
            await previews({ fn: ["update", "memory"], alias: ["replace", "name"] });
            await leaves(/^urn:alias depends on it and needs a replace, which only/, drifted("fn", [tags]));
            await previews({ fn: ["update", "memory"], alias: ["update", "settings"] });
            const waived = drifted("alias", [retention], { verdict: "delegatedOrWaived" });
            await leaves(
                /^urn:alias depends on it: its settings\[0\]\.days may differ/,
                drifted("fn", [tags]),
                waived,
            );
        });
    });

    it("with delegated changes only is empty", async () => {
        const { targets, left } = await plan(drifted("a", [retention], { verdict: "delegatedOrWaived" }));
        assert.deepEqual([targets, left], [[], []]);
    });

    it("is refused after an inconclusive scan, such as one with pending operations", async () => {
        const pending = { ...inconclusive, reasons: ["The state has 1 pending operation(s)."] };
        await assert.rejects(planRepair(engine, pending, 60_000), {
            name: "Failure",
            exitCode: 9,
            message: /inconclusive scan allows no repair\. The state has 1 pending/,
        });
    });

    it("is refused when the preview fails", async () => {
        await previews({ a: ["update", "tags"] }, 255);
        await assert.rejects(plan(drifted("a", [tags])), {
            name: "Failure",
            message: /could not be previewed/,
        });
    });

    describe("after approval", () => {
        const agreed = async () => {
            await previews({ a: ["update", "tags"], b: ["update", "name"] });
            return plan(drifted("a", [tags]), drifted("b", [tags]));
        };

        it("is confirmed if nothing has changed, or the drift is already reverted", async () => {
            const known = await agreed();
            await confirmPlan(engine, known, 60_000);
            await previews({ a: ["same"], b: ["update", "name"] });
            await confirmPlan(engine, known, 60_000);
        });

        for (const [what, now] of [
            ["creates a resource that was deleted meanwhile", ["create"]],
            ["replaces a resource that needed no replacement", ["replace", "name"]],
            ["changes another property", ["update", "tags", "policy"]],
        ] as const) {
            it(`is refused if it now ${what}`, async () => {
                const known = await agreed();
                await previews({ a: [...now], b: ["update", "name"] });
                await assert.rejects(confirmPlan(engine, known, 60_000), (error: Error) => {
                    assert.match(error.message, new RegExp(`Nothing was repaired.*urn:a: ${now[0]}`, "s"));
                    assert.doesNotMatch(error.message, /urn:b/);
                    return true;
                });
            });
        }
    });

    it("shows each property with both values, without secrets and possible differences", async () => {
        await previews({ a: ["update", "tags", "password"] });
        const secret: Shown = { kind: "secret", type: "string" };
        const leaking = { ...secret, value: SECRET };
        const password = { path: "password", was: leaking, is: leaking, verdict: "drifted" } as const;
        const findings = [drifted("a", [tags, password, retention])];
        const shown = showPlan(await plan(...findings), report({ findings }));
        assert.equal(
            shown,
            [
                "  urn:a",
                "      tags.team: was shop, is nobody",
                "      password: was [secret string], is [secret string]",
            ].join("\n"),
        );
    });
});
