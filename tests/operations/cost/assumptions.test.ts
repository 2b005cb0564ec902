import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { assumptionsFrom } from "../../../operations/cost/assumptions";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { ASSUMPTIONS, readAssumptions } from "../../../cost/assumptions";

describe("assumptions", () => {
    let folder: string;
    const file = (text: string): string => {
        const path = join(folder, "use.yaml");
        writeFileSync(path, text);
        return path;
    };

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "plumb-unit-"));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("are those of the table, unless an option overrides them", () => {
        assert.deepEqual(assumptionsFrom({}), ASSUMPTIONS);
    });

    it("come from a file, and then from the command line", () => {
        const { natGb, logGb, users, apiRequests } = assumptionsFrom({
            file: file("natGb: 7\nlogGb: { low: 1, high: 2 }\nusers: 1\n"),
            single: ["users=5..50", "apiRequests=0.5"],
        });
        assert.deepEqual(
            [natGb, logGb, users, apiRequests],
            [
                { low: 7, high: 7 },
                { low: 1, high: 2 },
                { low: 5, high: 50 },
                { low: 0.5, high: 0.5 },
            ],
        );
    });

    it("that are wrong are all reported at once", () => {
        const given = { natGB: 1, users: "many", logGb: { low: 2, high: 1 }, natGb: -1, tableGb: { low: 1 } };
        const { problems } = readAssumptions(given);
        assert.equal(problems.length, 5);
        assert.match(problems.join("\n"), /natGB: unknown assumption; valid names: apiRequests,/);
        assert.match(problems.join("\n"), /users: "many" is neither a number/);
        assert.match(problems.join("\n"), /logGb: \{"low":2,"high":1\}/);
    });

    const mistakes: [string, () => object, RegExp][] = [
        ["no pair", () => ({ single: ["natGb"] }), /"natGb" is no assumption: write name=5 or name=5\.\.50/],
        ["an unknown name", () => ({ single: ["nat=5"] }), /nat: unknown assumption/],
        ["a file that is no map", () => ({ file: file("- 1\n") }), /it must be a map of names to numbers/],
        ["a file that is not there", () => ({ file: join(folder, "none") }), /none can't be read/],
    ];
    for (const [what, sources, says] of mistakes) {
        it(`take ${what} for wrong usage`, () => {
            assert.throws(
                () => assumptionsFrom(sources()),
                (error: unknown) => {
                    assert.ok(error instanceof Failure);
                    assert.equal(error.exitCode, exitCodes.usage);
                    assert.match(error.message, says);
                    return true;
                },
            );
        });
    }
});
