/** Daily backups of a table, kept for 35 days. */
import { Backup } from "../../../components/account";
import { EncryptionKey } from "../../../components/secret";
import { Table } from "../../../components/storage";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Orders and their backups", region, accountId });
const backup = new Backup("backup", { keyArn: key.keyArn });
new Table("orders", {
    partitionKey: { name: "order" },
    backupPlan: backup.plan,
    keyArn: key.keyArn,
    region,
});

export const { vaultName } = backup;
