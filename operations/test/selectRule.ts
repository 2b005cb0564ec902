import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { suggestion } from "../../model/text";
import type * as policies from "../../policy-pack/policies";
import { exitCodes, Failure } from "../pulumi/failure";
import { type Selection, withFiles } from "./select";

/** The variable by which the mutations know which policies are meant. */
export const RULE = "PLUMB_RULE";

// Other tests are selected without the policies.
const load = createRequire(__filename);

const ROOT = path.join(__dirname, "../..");
const POLICIES = path.join(ROOT, "policy-pack", "policies");

/**
 * What `--rule` asks for: the tables of the policy's service, and the mutation of this project's stacks.
 *
 * @param all every test file there is, relative to the repository's root
 * @throws Failure if the pack has no such policy
 */
export function selectRule(name: string, all: readonly string[]): Selection {
    const { rules } = load("../../policy-pack/policies") as typeof policies;
    const names = rules.map((rule) => rule.name);
    if (!names.includes(name)) {
        const hint = suggestion(name, names);
        throw new Failure(
            `--rule "${name}" is not a policy of the pack${hint || "; docs/reference/policies.md lists them"}`,
            exitCodes.usage,
        );
    }
    const service = serviceOf(name);
    const tables = path.join("tests", "policy-pack", "policies", service) + path.sep;
    const mutations = path.join("tests", "policy-pack", "mutations.test.ts");
    return withFiles(
        all.filter((file) => file.startsWith(tables) || file === mutations),
        [],
    );
}

/** The folder of a policy's source, by the name in it. */
function serviceOf(name: string): string {
    const file = readdirSync(POLICIES, { recursive: true, encoding: "utf8" }).find(
        (one) =>
            one.endsWith(".ts") && readFileSync(path.join(POLICIES, one), "utf8").includes(`name: "${name}"`),
    );
    return file?.split(path.sep)[0] ?? "";
}
