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
export interface UsableTable {
    readonly tableArn: pulumi.Input<string>;
    readonly indexNames: readonly string[];
    /** Undefined without a stream. */
    readonly streamArn: pulumi.Input<string> | undefined;
    /** Undefined with a key of DynamoDB's own. */
    readonly keyArn: pulumi.Input<string> | undefined;
    readonly region: string;
}

/** Permissions on items, through exactly the table's indexes, and to read its stream. Without `access` all of them. */
export function tableStatements(
    { tableArn, indexNames, streamArn, keyArn, region }: UsableTable,
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
        ...(keyArn === undefined
            ? []
            : [
                  {
                      // DynamoDB decrypts in the caller's name: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
                      actions: ["kms:Decrypt"],
                      resources: [keyArn],
                      conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },
                  },
              ]),
    ];
}
