import * as dynamodb from "@pulumi/aws/dynamodb";

import { nameOf } from "../../model/arn";
import { tableLink } from "../storage";
import type { Linkable } from "../support/link";
import type { Connectable } from "../support/source";
import { keyArnOf } from "./key";
import { ask } from "./lookUp";
import type { Place } from "./place";

/** Looks up a table by its name or ARN. */
export async function findTable(
    name: string,
    { name: given }: { readonly name: string },
    place: Place,
): Promise<Linkable & Connectable> {
    const query = { name: nameOf(given) };
    const table = await ask(given, dynamodb.getTable(query, place.options), place);
    // The provider gives null for a key of DynamoDB's own.
    const encryption = table.serverSideEncryption as typeof table.serverSideEncryption | null;
    const found = {
        tableName: table.name,
        tableArn: table.arn,
        indexNames: table.globalSecondaryIndexes.map((index) => index.name).sort(),
        streamArn: table.streamEnabled ? table.streamArn : undefined,
        keyArn: encryption?.enabled ? await keyArnOf(encryption.kmsKeyArn, place) : undefined,
        region: place.region,
    };
    const { streamArn, keyArn } = found;
    return {
        source: streamArn === undefined ? undefined : { arn: streamArn, keyArn },
        link: (access) => tableLink(name, found, access),
    };
}
