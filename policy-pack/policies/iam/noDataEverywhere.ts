import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { isConfined, isEveryOne, isOfService } from "../shared/policyDocument";

export const iamNoDataEverywhere = resourceRule({
    name: "iam-no-data-everywhere",
    title: "Policies do not allow reading all data",
    description: "An attacker with such a role can read every secret, file and row of the account.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_287", "CKV_AWS_288"], cdkNag: ["AwsSolutions-IAM5"] },
    remediation: "Set Resource to the ARNs to read, or add a Condition on tags of the resource.",
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
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource, settings) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (isConfined(statement)) continue;
            const [read] = settings
                .strings("actions")
                .filter((action) => statement.actions.covers(action))
                .filter((action) => {
                    const [service = ""] = action.split(":");
                    return statement.resources.some((one) => isEveryOne(one) && isOfService(one, service));
                });
            if (read !== undefined) view.fail(statement.path, `allows ${read} on everything`);
        }
    },
});
