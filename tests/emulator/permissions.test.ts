import * as assert from "node:assert/strict";

import { python, Scratch, script } from "./support";

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

describe("APIs and addresses of functions", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let called: Record<"api" | "route" | "address", readonly number[]>;

    before(async () => {
        called = await script("permitted.py", await scratch.start());
    });
    after(async () => scratch.clear());

    it("call a function whose policy lets the API in", () => {
        assert.deepEqual(called.api, [500, 500, 200]);
    });

    it("are called by who may", () => {
        assert.deepEqual(
            [called.route, called.address],
            [
                [403, 200],
                [403, 200],
            ],
        );
    });
});
