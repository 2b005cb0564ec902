import { resourceRule } from "../../core/rule";

export const dynamodbRecovery = resourceRule({
    name: "dynamodb-recovery",
    title: "Tables can be restored to any moment",
    description:
        "A program that writes nonsense is noticed hours later; only this goes back to the minute before.",
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
