import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { covers } from "../shared/policyDocument";

/** `*`, or all roles of an account. */
const isEveryRole = (resource: string) => /^(\*|arn:[^:]*:iam::[^:]*:(role\/?)?[*?]*\*[*?]*)$/.test(resource);

export const iamPassRole = resourceRule({
    name: "iam-pass-role",
    title: "Roles can be passed only by name",
    description: "Who may pass any role to a service gets what the most powerful role may.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_286"] },
    remediation: "Set Resource of iam:PassRole to the roles to pass, or to their path.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (covers(statement.actions, "iam:PassRole") && statement.resources.some(isEveryRole)) {
                view.fail(statement.path, "allows to pass every role");
            }
        }
    },
});
