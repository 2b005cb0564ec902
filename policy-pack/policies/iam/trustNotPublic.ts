import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const iamTrustNotPublic = resourceRule({
    name: "iam-trust-not-public",
    title: "Roles are not open to every AWS account",
    description: "Every AWS account could assume the role.",
    severity: "critical",
    catalogues: { checkov: ["CKV_AWS_60", "CKV_AWS_61"] },
    remediation:
        "Set Principal of assumeRolePolicy to the services, accounts or providers that need the role.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    deferred: ["assumeRolePolicy"],
    types: ["aws:iam/role:Role"],
    check(role) {
        for (const statement of statements(role, "assumeRolePolicy").filter(isPublic)) {
            role.fail(statement.path, "lets every AWS account assume the role");
        }
    },
});
