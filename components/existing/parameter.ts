import * as ssm from "@pulumi/aws/ssm";

import { parseArn } from "../../model/arn";
import { parameterLink } from "../parameter";
import type { Linkable } from "../support/link";
import { ask } from "./lookUp";
import type { Place } from "./place";

/**
 * Looks up a parameter by its path or ARN. Its link gives `PARAMETER_<NAME>_NAME`, its path, and lets read it: a value
 * that is a secret stays where it is.
 */
export async function findParameter(
    name: string,
    { name: given, keyArn }: { readonly name: string; readonly keyArn?: string | undefined },
    place: Place,
): Promise<Linkable> {
    // The ARN of /shop/address ends with parameter/shop/address; that of a name without a path is the same.
    const path = parseArn(given)?.resource.replace(/^parameter(?=\/.+\/)|^parameter\//, "") ?? given;
    const query = { name: path, withDecryption: false };
    const { arn } = await ask(given, ssm.getParameter(query, place.options), place);
    return { link: () => parameterLink(name, { path, arn, keyArn, region: place.region }) };
}
