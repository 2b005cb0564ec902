import * as assert from "node:assert/strict";

import { python } from "./support";

interface Judged {
    readonly cases: number;
    readonly wrong: readonly string[];
    readonly milliseconds: number;
}

describe("the emulator's verdicts on requests", function () {
    this.timeout(60_000);
    let judged: Judged;

    before(async () => {
        judged = await python<Judged>(["-m", "tests.emulator.verdicts"]);
    });

    it("are IAM's: denials, boundaries, policies of resources, wildcards and every condition operator", () => {
        assert.ok(judged.cases > 130);
        assert.deepEqual(judged.wrong, []);
    });

    it("take less than a millisecond", () => {
        assert.ok(judged.milliseconds < 1, `${judged.milliseconds} ms`);
    });
});
