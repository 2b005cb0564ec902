import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";

/** `*`, and `*:*`, which IAM takes for the same. */
const isEveryAction = (action: string) => /^\*(:\*)?$/.test(action);

export const iamNoAdmin = resourceRule({
    name: "iam-no-admin",
    title: "Policies do not allow all actions on all resources",
    description: "An attacker with such a role controls the whole account.",
    severity: "critical",
    catalogues: { fsbp: ["IAM.1"], checkov: ["CKV_AWS_62", "CKV_AWS_63"], cdkNag: ["AwsSolutions-IAM5"] },
    remediation: "Set Action and Resource to the required actions and ARNs.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (statement.actions.some(isEveryAction) && statement.resources.includes("*")) {
                view.fail(statement.path, "allows every action on every resource");
            }
        }
    },
});
