import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { lostRejections } from "../../support/rejections";
import { refused } from "./answers";

/** The lines of the error that a stack ends with, without its head. */
export async function said(stack: Promise<unknown>, name: string): Promise<string[]> {
    const error: unknown = await stack.then(
        () => undefined,
        (reason: unknown) => reason,
    );
    // The stack's outputs are rejected as well, which the engine waits for.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    lostRejections();
    assert.ok(pulumi.RunError.isInstance(error as Error), String(error));
    const [head, ...lines] = (error as Error).message.split("\n");
    assert.match(String(head), new RegExp(`^The configuration of stack "${name}" has \\d+ problems?:$`));
    return lines.map((line) => line.trim());
}

/** What the provider says of what is not there. */
export function without(reason: string, where: string): never {
    return refused("look-up", `${reason} in ${where}`);
}
