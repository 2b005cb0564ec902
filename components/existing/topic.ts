import * as sns from "@pulumi/aws/sns";

import { nameOf } from "../../model/arn";
import { topicLink } from "../events";
import type { Linkable } from "../support/link";
import type { Connectable } from "../support/source";
import { ask } from "./lookUp";
import type { Place } from "./place";

/** Looks up a topic by its name or ARN. Its link gives `TOPIC_<NAME>_ARN`, and lets publish. */
export async function findTopic(
    name: string,
    { name: given, keyArn }: { readonly name: string; readonly keyArn?: string | undefined },
    place: Place,
): Promise<Linkable & Connectable> {
    const query = { name: nameOf(given) };
    const { arn } = await ask(given, sns.getTopic(query, place.options), place);
    const source = { arn, ...(query.name.endsWith(".fifo") ? { fifo: true } : {}) };
    return { source, link: () => topicLink(name, { topicArn: arn, keyArn }) };
}
