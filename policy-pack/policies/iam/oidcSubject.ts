import { resourceRule } from "../../core/rule";
import { allowed } from "../shared/policyDocument";
import { isNamed } from "./oidcSubjects";

export const iamOidcSubject = resourceRule({
    name: "iam-oidc-subject",
    title: "OIDC roles require named subjects",
    description: "Without a fixed sub, every repository at the provider can assume the role.",
    severity: "critical",
    catalogues: { checkov: ["CKV_AWS_358", "CKV_AWS_393"] },
    remediation: "Add a condition StringEquals (or StringLike within one repository) on the provider's :sub.",
    url: "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services",
    settings: {
        shapes: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Further beginnings before wildcards, such as `org/<name>/project/<id>/`.",
        },
    },
    deferred: ["assumeRolePolicy"],
    types: ["aws:iam/role:Role"],
    check(role, settings) {
        const shapes = settings.strings("shapes");
        for (const statement of allowed(role, "assumeRolePolicy")) {
            if (!statement.actions.covers("sts:AssumeRoleWithWebIdentity")) continue;
            const subjects = statement.conditions.filter(
                ({ operator, isMetByNothing, key }) =>
                    /^String(Equals|Like)/i.test(operator) && !isMetByNothing && /:(sub|aud)$/.test(key),
            );
            const named = subjects.some(
                ({ key, values }) =>
                    key.endsWith(":sub") && values.length > 0 && values.every((one) => isNamed(one, shapes)),
            );
            // The pool identifies Cognito identities.
            const pool = subjects.some(
                ({ key, values }) =>
                    key === "cognito-identity.amazonaws.com:aud" && !values.some((one) => /[*?]/.test(one)),
            );
            if (!named && !pool)
                role.fail(statement.path, "lets any subject of the provider assume the role");
        }
    },
});
