import assert from "node:assert/strict";
import { readStackFile } from "../../../config/stackFile";
import { validate } from "../../../config/validate";
import { REGIONS } from "../../../config/derived/regionCountries";
import { nameProblem } from "../../../operations/init/answers";
import { STACKS } from "../../../operations/init/configuration";
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

    it("is short", async () => {
        await inProject(answersWith(["api", "site"]), (folder) => {
            assert.ok(Object.keys(readStackFile(folder, "prod")).length < 15);
        });
    });
});
