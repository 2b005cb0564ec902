import * as sqs from "@pulumi/aws/sqs";

import { nameOf } from "../../model/arn";
import { queueLink } from "../storage";
import type { Linkable } from "../support/link";
import type { Connectable } from "../support/source";
import { ask } from "./lookUp";
import type { Place } from "./place";

/** Looks up a queue by its name or ARN. */
export async function findQueue(
    name: string,
    { name: given, keyArn }: { readonly name: string; readonly keyArn?: string | undefined },
    place: Place,
): Promise<Linkable & Connectable> {
    const query = { name: nameOf(given) };
    const { url, arn } = await ask(given, sqs.getQueue(query, place.options), place);
    return {
        source: { arn, keyArn, fifo: arn.endsWith(".fifo") },
        link: (access) => queueLink(name, { queueUrl: url, queueArn: arn, keyArn }, access),
    };
}
