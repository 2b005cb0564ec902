import type * as pulumi from "@pulumi/pulumi";

import type { Access } from "../../model/uses";
import { type Link, variable } from "../support/link";
import { tableStatements, type UsableTable } from "./tableStatements";

/** `TABLE_<NAME>_NAME`, and with a stream `_STREAM_ARN`; reading (items and changes), writing, or both. */
export function tableLink(
    name: string,
    { tableName, ...table }: UsableTable & { readonly tableName: pulumi.Input<string> },
    access?: Access,
): Link {
    const of = (role: string): string => variable("table", name, role);
    return {
        environment: {
            [of("name")]: tableName,
            ...(table.streamArn === undefined ? {} : { [of("stream-arn")]: table.streamArn }),
        },
        statements: tableStatements(table, access),
    };
}
