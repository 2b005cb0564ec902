import { resourceRule } from "../../core/rule";

export const dynamodbDeletionProtection = resourceRule({
    name: "dynamodb-deletion-protection",
    title: "Tables refuse deletion",
    description: "Deletion protection adds a second step before all data is deleted.",
    severity: "medium",
    profile: "live",
    catalogues: { fsbp: ["DynamoDB.6"] },
    remediation: "Set deletionProtectionEnabled to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6",
    types: ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"],
    check(table) {
        if (table.boolean("deletionProtectionEnabled", false) === false)
            table.fail("deletionProtectionEnabled", "is not true");
    },
});
