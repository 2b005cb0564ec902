import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { agrees, askHidden, readAll } from "../../cli/ask";

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

describe("a value that nobody may see", () => {
    const ask = (input: NodeJS.ReadableStream) => {
        const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
        return { answer: askHidden("Value: ", { input, output }), output };
    };
    const terminal = () => Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });

    it("is typed without a trace", async () => {
        const input = terminal();
        const { answer, output } = ask(input);
        for (const key of "hunter2\r") input.write(key);
        assert.equal(await answer, "hunter2");
        assert.equal((output.read() as Buffer).toString(), "Value: \n");
    });

    for (const [name, key] of [
        ["Ctrl-C", "\u0003"],
        ["Ctrl-D", "\u0004"],
    ] as const) {
        it(`is none at ${name}`, async () => {
            const input = terminal();
            const { answer } = ask(input);
            input.write(key);
            await assert.rejects(answer, { name: "Failure", exitCode: 130 });
        });
    }

    it("is what a pipe has, without the line break of a shell", async () => {
        for (const [piped, value] of [
            ["hunter2\n", "hunter2"],
            ["two\nlines\r\n", "two\nlines"],
            ["kept \n\n", "kept \n"],
        ] as const) {
            const input = new PassThrough();
            input.end(piped);
            assert.equal(await readAll(input), value);
        }
    });
});
