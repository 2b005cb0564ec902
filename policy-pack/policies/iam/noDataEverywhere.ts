import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../../core/identityPolicies";
import { covers, isEveryOne } from "../../core/policyDocument";

export const iamNoDataEverywhere = resourceRule({
    name: "iam-no-data-everywhere",
    title: "Nobody may read the data of everything",
    description: "Who takes over such a role reads every secret, file and row of the account.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_287", "CKV_AWS_288"], cdkNag: ["AwsSolutions-IAM5"] },
    mend: "Set Resource to the ARNs of what is to be read, or add a Condition on tags of the resource.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    settings: {
        actions: {
            type: "array",
            items: { type: "string" },
            default: [
                ...["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "s3:GetObject"],
                ...["secretsmanager:GetSecretValue", "sqs:ReceiveMessage"],
                ...["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
            ],
            description: "Actions that read data and can be limited to resources.",
        },
    },
    postponed: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource, settings) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (statement.conditions.length > 0 || !statement.resources.some(isEveryOne)) continue;
            const read = settings.strings("actions").filter((action) => covers(statement.actions, action));
            if (read.length > 0) view.fail(statement.path, `allows ${read[0] ?? ""} on everything`);
        }
    },
});
