import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const dynamodbCustomerKey = resourceRule({
    name: "dynamodb-customer-key",
    title: "Tables are encrypted with a customer key",
    description: "A customer key makes access to data visible, limitable and revocable.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_119", "CKV_AWS_271"] },
    remediation: "Set serverSideEncryption with enabled and the kmsKeyArn of a key (kmsKeyArn of a replica).",
    url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html",
    types: ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"],
    check(table) {
        if (table.type === "aws:dynamodb/table:Table") {
            if (table.boolean("serverSideEncryption.enabled", false) === false)
                table.fail("serverSideEncryption.enabled", "is not true");
            else assertOwnKey(table, "serverSideEncryption.kmsKeyArn");
            for (const replica of table.items("replicas")) assertOwnKey(replica, "kmsKeyArn");
        } else assertOwnKey(table, "kmsKeyArn");
    },
});
