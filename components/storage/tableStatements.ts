import * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";
import type { Access } from "../../model/uses";

const WRITE_ACTIONS = [
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:ConditionCheckItem",
];
const STREAM_ACTIONS = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];

/** Table and key of the statements. */
interface Usable {
    readonly tableArn: pulumi.Output<string>;
    readonly indexNames: readonly string[];
    readonly streamArn: pulumi.Output<string> | undefined;
    readonly keyArn: pulumi.Input<string>;
    readonly region: string;
}

/** Permissions on items, through exactly the table's indexes, and to read its stream. Without `access` all of them. */
export function tableStatements(
    { tableArn, indexNames, streamArn, keyArn, region }: Usable,
    access?: Access,
): Statement[] {
    const indexes = indexNames.map((index) => pulumi.interpolate`${tableArn}/index/${index}`);
    const reading: Statement[] = [
        { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem"], resources: [tableArn] },
        { actions: ["dynamodb:Query", "dynamodb:Scan"], resources: [tableArn, ...indexes] },
        ...(streamArn ? [{ actions: STREAM_ACTIONS, resources: [streamArn] }] : []),
    ];
    const writing: Statement[] = [{ actions: WRITE_ACTIONS, resources: [tableArn] }];
    return [
        { actions: ["dynamodb:DescribeTable"], resources: [tableArn] },
        ...(access === "write" ? [] : reading),
        ...(access === "read" ? [] : writing),
        {
            // DynamoDB decrypts in the caller's name: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
            actions: ["kms:Decrypt"],
            resources: [keyArn],
            conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },
        },
    ];
}
