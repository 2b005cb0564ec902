/** The configuration of the programs: target, and one of two variants. */
import * as pulumi from "@pulumi/pulumi";

const provider = new pulumi.Config("aws");

export const region = provider.require("region");
export const [accountId = ""] = provider.requireObject<readonly string[]>("allowedAccountIds");

const changed = new pulumi.Config().require("variant") === "second";

/** An argument's value in the first and in the second variant. */
export function either<First, Second>(first: First, second: Second): First | Second {
    return changed ? second : first;
}

/** Arguments that only the second variant has. */
export function later<Args extends object>(args: Args): Partial<Args> {
    return changed ? args : {};
}
