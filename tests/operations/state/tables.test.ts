import assert from "node:assert/strict";

import { readDeployedTables } from "../../../model/deployedTables";
import { deployedTables } from "../../../operations/state/tables";

const type = "aws:dynamodb/table:Table";
const urn = (name: string) => `urn:pulumi:prod::plumbline::plumbline:index:Table$${type}::${name}`;

describe("tables of a state", () => {
    it("are known with their billing mode, and the capacity of each index", () => {
        const index = { name: "by-day", readCapacity: 9, writeCapacity: 7 };
        assert.deepEqual(
            deployedTables([
                {
                    urn: urn("carts"),
                    type,
                    outputs: { billingMode: "PAY_PER_REQUEST", globalSecondaryIndexes: [{ name: "all" }] },
                },
                {
                    urn: urn("visits"),
                    type,
                    outputs: { billingMode: "PROVISIONED", globalSecondaryIndexes: [index] },
                },
                { urn: urn("old"), type, delete: true, outputs: {} },
                {
                    urn: "urn:pulumi:prod::plumbline::aws:s3/bucket:Bucket::visits",
                    type: "aws:s3/bucket:Bucket",
                },
            ]),
            {
                carts: { provisioned: false, indexes: { all: { read: 0, write: 0 } } },
                visits: { provisioned: true, indexes: { "by-day": { read: 9, write: 7 } } },
            },
        );
    });

    it("are unknown without the variable, and with another text in it", () => {
        assert.deepEqual([readDeployedTables(undefined), readDeployedTables("{")], [undefined, undefined]);
        assert.deepEqual(readDeployedTables('{"a":{"provisioned":true,"indexes":{}}}'), {
            a: { provisioned: true, indexes: {} },
        });
    });
});
