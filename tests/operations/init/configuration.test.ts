import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { readStackFile } from "../../../config/stackFile";
import { validate } from "../../../config/validate";
import { REGIONS } from "../../../config/derived/regionCountries";
import { type Beginning, BEGINNINGS, nameProblem } from "../../../operations/init/answers";
import { STACKS } from "../../../operations/init/configuration";
import { ROOT } from "../../support/program";
import { answersWith, COMBINATIONS, inProject } from "./support";

describe("the configuration of a new project", () => {
    assert.equal(COMBINATIONS.length, 32);

    for (const beginnings of COMBINATIONS) {
        it(`is valid in every environment with ${beginnings.join(", ") || "nothing"}`, async () => {
            for (const repository of [undefined, "example/shop"]) {
                await inProject(answersWith(beginnings, { repository }), (folder) => {
                    for (const stack of STACKS) {
                        const settings = validate(readStackFile(folder, stack), stack, folder, "shop");
                        assert.deepEqual(settings.warnings, []);
                        assert.equal(settings.tier, stack);
                    }
                });
            }
        });
    }

    it("is valid in every region, with the longest name", async () => {
        for (const region of REGIONS) {
            const name = "a-name-as-long-as-can-be";
            assert.equal(nameProblem(name), undefined);
            assert.notEqual(nameProblem(`${name}s`), undefined);
            await inProject(answersWith(["api", "site"], { region, name }), (folder) => {
                validate(readStackFile(folder, "prod"), "prod", folder, name);
            });
        }
    });

    it("names the schemas by which editors complete it, which accept it", async () => {
        const answers = answersWith(Object.keys(BEGINNINGS) as Beginning[], { repository: "example/shop" });
        await inProject(answers, (folder) => {
            for (const file of ["Pulumi.yaml", ...STACKS.map((stack) => `Pulumi.${stack}.yaml`)]) {
                const text = readFileSync(path.join(folder, file), "utf8");
                const [, schema = ""] =
                    /^# yaml-language-server: \$schema=node_modules\/plumbline\/(.*)\n/.exec(text) ?? [];
                assert.equal(
                    schema,
                    file === "Pulumi.yaml" ? "config/projectSchema.json" : "config/schema.json",
                );
                const read = JSON.parse(readFileSync(path.join(ROOT, schema), "utf8")) as Parameters<
                    typeof z.fromJSONSchema
                >[0];
                const { error } = z.fromJSONSchema(read).safeParse(parse(text));
                assert.equal(error, undefined, `${file}: ${error?.message}`);
            }
        });
    });

    it("says in a stack file only what makes the environment", async () => {
        await inProject(answersWith(Object.keys(BEGINNINGS) as Beginning[]), (folder) => {
            const lines = readFileSync(path.join(folder, "Pulumi.prod.yaml"), "utf8").trimEnd().split("\n");
            assert.ok(lines.length <= 10, lines.join("\n"));
        });
    });
});
