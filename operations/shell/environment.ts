/** The environment of a program that stands in for a part of a stack. */
import type { Engine } from "../pulumi/engine";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The user's own variables, those that lead to the stack's AWS, and the part's on top.
 *
 * @param part variables of the part, with the values of its secrets
 */
export function environmentFor(
    { environment, emulator }: Pick<Engine, "environment" | "emulator">,
    region: string,
    part: Readonly<Record<string, string>>,
    own: Environment = process.env,
): Record<string, string | undefined> {
    // Of an emulated stack also what is to be taken away: a profile of the user's would lead to AWS.
    const emulated =
        emulator === undefined ? [] : Object.entries(environment).filter(([name]) => name.startsWith("AWS_"));
    return {
        ...own,
        ...Object.fromEntries(emulated),
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        ...part,
    };
}
