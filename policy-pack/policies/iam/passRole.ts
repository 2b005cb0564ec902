import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { isEverything, isOfService } from "../shared/policyDocument";

/** Everything, or all roles of an account. */
const isEveryRole = (resource: string) =>
    (isEverything(resource) && isOfService(resource, "iam")) ||
    /^arn:[^:]*:iam::[^:]*:(role\/?)?[*?]*\*[*?]*$/.test(resource);

export const iamPassRole = resourceRule({
    name: "iam-pass-role",
    title: "Policies limit iam:PassRole to named roles",
    description: "Permission to pass every role equals the permissions of the most powerful role.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_286"] },
    remediation: "Set Resource of iam:PassRole to the ARNs of the roles, or to their path.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (statement.actions.covers("iam:PassRole") && statement.resources.some(isEveryRole)) {
                view.fail(statement.path, "allows passing every role");
            }
        }
    },
});
