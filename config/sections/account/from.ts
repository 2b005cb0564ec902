import * as z from "zod";

import { named } from "../../values";
import { STACK_REFERENCE } from "../../references";

/** Other stacks whose parts this one uses, by the name that `uses` has in front of them. */
export const from = named(
    z
        .string("a stack, as <project>, <project>/<stack> or <organization>/<project>/<stack>")
        .regex(
            STACK_REFERENCE,
            "a stack, as <project>, <project>/<stack> or <organization>/<project>/<stack>",
        ),
).describe(
    "Stacks whose parts this one uses, as uses: [<name>:<kind>/<name>]: a project's stack of the same name, or another.",
);

/** The same of values that are not validated yet: what they use decides on what validation has to know. */
export function fromOf(raw: Readonly<Record<string, unknown>>): Record<string, string> {
    return from.safeParse(raw["from"]).data ?? {};
}
