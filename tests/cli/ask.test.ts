import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { agrees } from "../../cli/ask";

/** A terminal at which a user types this. */
async function typing(...keys: string[]): Promise<boolean> {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const answer = agrees("Repair it?", { input, output });
    for (const key of keys) input.write(key);
    return answer;
}

describe("a question before something changes", () => {
    for (const [typed, expected] of [
        ["y\r", true],
        ["YES\r", true],
        ["\r", false],
        ["n\r", false],
        ["yesterday\r", false],
    ] as const) {
        it(`takes ${JSON.stringify(typed)} for ${expected ? "yes" : "no"}`, async () => {
            assert.equal(await typing(typed), expected);
        });
    }

    for (const [name, key] of [
        ["Ctrl-C", "\u0003"],
        ["Ctrl-D", "\u0004"],
    ] as const) {
        it(`ends with 130 and without a stack trace at ${name}`, async () => {
            await assert.rejects(typing(key), {
                name: "Failure",
                exitCode: 130,
                message: /Nothing was changed/,
            });
        });
    }

    it("ends with 130 where the terminal goes away", async () => {
        const input = new PassThrough();
        const answer = agrees("Repair it?", { input, output: new PassThrough() });
        input.end();
        await assert.rejects(answer, { name: "Failure", exitCode: 130 });
    });
});
