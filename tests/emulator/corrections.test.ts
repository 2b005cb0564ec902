import * as assert from "node:assert/strict";
import { checks, python, Scratch } from "./support";

interface Check {
    readonly service: string;
    readonly name: string;
    readonly problem: string | null;
}

/** The checks are in Python, with boto3, which the emulator's packages contain. */
describe("the emulator's corrections", function () {
    // Hundreds of checks, twice: on a machine that is busy or slow, minutes.
    this.timeout(600_000);
    const scratch = new Scratch();
    let corrected: Check[];
    let plain: Check[];

    before(async () => {
        const [one, other] = await Promise.all([scratch.start(), scratch.start({ without: ["all"] })]);
        [corrected, plain] = await Promise.all([checks<Check[]>(one), checks<Check[]>(other)]);
    });
    after(async () => scratch.clear());

    it("make every check pass", () => {
        assert.ok(corrected.length > 50);
        assert.deepEqual(
            corrected.filter(({ problem }) => problem !== null),
            [],
        );
    });

    it("are each necessary: without them, no check passes", () => {
        assert.equal(plain.length, corrected.length);
        assert.deepEqual(
            plain.filter(({ problem }) => problem === null),
            [],
        );
    });

    it("of one service are left out, and of no other", async () => {
        const script = [
            "import json",
            "from emulator.corrections import load",
            "print(json.dumps([[name, sorted({*load()} - {*load([name])})] for name in load()]))",
        ];
        const left = await python<[string, string[]][]>(["-c", script.join("\n")]);
        assert.ok(left.length > 30);
        for (const [name, missing] of left) assert.deepEqual(missing, [name]);
    });

    it("have a check for every service file", async () => {
        const listed = await python<{ service: string }[]>(["-m", "emulator", "--corrections"]);
        const services = new Set(["models", ...listed.map(({ service }) => service)]);
        assert.deepEqual([...new Set(corrected.map(({ service }) => service))].sort(), [...services].sort());
    });
});
