import * as secretsmanager from "@pulumi/aws/secretsmanager";

import { parseArn } from "../../model/arn";
import { secretLink } from "../secret";
import type { Linkable, SecretReference } from "../support/link";
import { keyArnOf } from "./key";
import { ask } from "./lookUp";
import type { Place } from "./place";

/** Looks up a secret by its name or ARN, never its value. */
export async function findSecret(
    name: string,
    { name: given, rotates }: { readonly name: string; readonly rotates: boolean },
    place: Place,
): Promise<Linkable> {
    const secret = { ...(await referTo(given, place)), rotates };
    return { link: () => secretLink(name, secret) };
}

/** A reference to a secret that is given by name or ARN. */
export async function referTo(given: string, place: Place, key?: string): Promise<SecretReference> {
    const query = parseArn(given) === undefined ? { name: given } : { arn: given };
    const { arn, kmsKeyId } = await ask(given, secretsmanager.getSecret(query, place.options), place, key);
    return { arn, keyArn: await keyArnOf(kmsKeyId, place) };
}
