/** A DynamoDB table with an index, restorable to any second of the last 35 days. */
import { EncryptionKey } from "../../../components/secret";
import { Table } from "../../../components/storage";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Carts", region, accountId });
const table = new Table("carts", {
    partitionKey: { name: "customer" },
    sortKey: { name: "product" },
    indexes: { "by-product": { partitionKey: { name: "product" } } },
    keyArn: key.keyArn,
    region,
});

export const { tableName } = table;
