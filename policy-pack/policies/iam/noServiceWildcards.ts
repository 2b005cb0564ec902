import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { isWholeService } from "../shared/policyDocument";

export const iamNoServiceWildcards = resourceRule({
    name: "iam-no-service-wildcards",
    title: "Policies do not allow all actions of a service",
    description: "A service wildcard exceeds the need and includes actions that AWS adds later.",
    severity: "low",
    profile: "shared",
    catalogues: {
        fsbp: ["IAM.21"],
        checkov: ["CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289"],
        cdkNag: ["AwsSolutions-IAM5"],
    },
    remediation: "Set Action to the required actions; use neither service wildcards nor NotAction.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (statement.actions.named.some(isWholeService)) {
                view.fail(`${statement.path}.Action`, "allows all actions of a service");
            }
            if (statement.actions.excepted.length > 0) {
                view.fail(`${statement.path}.NotAction`, "allows all actions but some");
            }
        }
    },
});
