import * as kms from "@pulumi/aws/kms";

import { ask } from "./lookUp";
import type { Place } from "./place";

/**
 * The ARN of the key that AWS names by id, alias or ARN.
 *
 * @returns undefined for a key of AWS's own, which needs no permission
 */
export async function keyArnOf(keyId: string | undefined, place: Place): Promise<string | undefined> {
    if (keyId === undefined || keyId === "" || /alias\/aws\//.test(keyId)) return undefined;
    const { arn, keyManager } = await ask(keyId, kms.getKey({ keyId }, place.options), place);
    return keyManager === "AWS" ? undefined : arn;
}
