import { resourceRule } from "../../core/rule";

export const dynamodbRecovery = resourceRule({
    name: "dynamodb-recovery",
    title: "Tables have point-in-time recovery",
    description: "Wrong writes surface hours later; point-in-time recovery restores the second before them.",
    severity: "medium",
    profile: "shared",
    catalogues: {
        fsbp: ["DynamoDB.2"],
        checkov: ["CKV_AWS_28", "CKV_AWS_165"],
        cdkNag: ["AwsSolutions-DDB3"],
    },
    remediation: "Set pointInTimeRecovery with enabled.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
    types: ["aws:dynamodb/table:Table", "aws:dynamodb/tableReplica:TableReplica"],
    check(table) {
        const path =
            table.type === "aws:dynamodb/table:Table" ? "pointInTimeRecovery.enabled" : "pointInTimeRecovery";
        if (table.boolean(path, false) === false) table.fail(path, "is not true");
        for (const replica of table.items("replicas")) {
            if (replica.boolean("pointInTimeRecovery", false) === false)
                replica.fail("pointInTimeRecovery", "is not true");
        }
    },
});
