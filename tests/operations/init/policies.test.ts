import assert from "node:assert/strict";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { matchesWildcard } from "../../../model/text";
import { readWaivers, today, type Waiver } from "../../../policy-pack/core/waivers";
import { rules } from "../../../policy-pack/policies";
import { ask } from "../../policy-pack/support/engine";
import { messages } from "../../policy-pack/support/fixtures";
import { sentOf } from "../../policy-pack/support/stacks";
import { clearEngineConfig, ROOT, setEngineConfig } from "../../support/program";
import { record } from "../../support/recorder";
import type { Beginning } from "../../../operations/init/answers";
import type { StackName } from "../../../operations/init/configuration";
import { answersWith, inProject } from "./support";

const load = createRequire(__filename);

/** Judges a stack of a new project, as its workflows do. */
async function judge(folder: string, stack: StackName): Promise<{ broken: string[]; unneeded: Waiver[] }> {
    const file = readFileSync(path.join(folder, `Pulumi.${stack}.yaml`), "utf8");
    const { config } = parse(file) as { config: Record<string, unknown> };
    const program = path.join(ROOT, "index.ts");
    const before = process.cwd();
    process.chdir(folder);
    Reflect.deleteProperty(load.cache, program);
    try {
        const recording = await record(
            () => {
                setEngineConfig(config, folder);
                return pulumi.runtime.runInPulumiStack(load(program) as () => Promise<unknown>);
            },
            { project: "shop", stack },
        );
        const waivers = readWaivers(path.join(folder, "waivers.yaml"));
        const asked = { waivers, environment: stack, today: today() };
        const found = await ask(rules, sentOf(recording), asked);
        const waived = found.filter(({ message }) => message.startsWith("Waived until "));
        return {
            broken: messages(found.filter(({ level }) => level === "mandatory")),
            unneeded: waivers.filter(
                ({ rule, urn }) => !waived.some((one) => one.rule === rule && matchesWildcard(urn, one.urn)),
            ),
        };
    } finally {
        process.chdir(before);
        clearEngineConfig();
    }
}

describe("a new project", () => {
    const cases: readonly [beginnings: readonly Beginning[], repository?: string][] = [
        [["api", "site"], "example/shop"],
        [["database"]],
        [["api", "site", "service", "server", "database"]],
        [[]],
    ];
    for (const [beginnings, repository] of cases) {
        it(`keeps every rule in prod with ${beginnings.join(", ") || "nothing"}`, async () => {
            await inProject(answersWith(beginnings, { repository }), async (folder) => {
                assert.deepEqual(await judge(folder, "prod"), { broken: [], unneeded: [] });
            });
        }).timeout(60_000);
    }
});
