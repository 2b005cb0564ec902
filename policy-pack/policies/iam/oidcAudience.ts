import { resourceRule } from "../../core/rule";
import { allowed } from "../shared/policyDocument";

export const iamOidcAudience = resourceRule({
    name: "iam-oidc-audience",
    title: "OIDC roles require the audience of AWS",
    description: "Without a fixed aud, a token issued for another service can assume the role.",
    severity: "high",
    catalogues: {},
    remediation: "Add a condition StringEquals on the provider's :aud, such as sts.amazonaws.com.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    // Made of the provider's ARN, which a preview does not know.
    deferred: ["assumeRolePolicy"],
    types: ["aws:iam/role:Role"],
    check(role) {
        for (const statement of allowed(role, "assumeRolePolicy")) {
            if (!statement.actions.covers("sts:AssumeRoleWithWebIdentity")) continue;
            const isFixed = statement.conditions.some(
                ({ operator, isMetByNothing, key, values }) =>
                    /^StringEquals/i.test(operator) &&
                    !isMetByNothing &&
                    key.endsWith(":aud") &&
                    values.length > 0,
            );
            if (!isFixed) role.fail(`${statement.path}.Condition`, "takes tokens for any audience");
        }
    },
});
