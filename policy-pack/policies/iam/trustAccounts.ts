import { resourceRule } from "../../core/rule";
import { allowed, isLimitedBy } from "../shared/policyDocument";

/** A whole account: its number, or its root. */
const isAccount = (principal: string) =>
    /^\d{12}$/.test(principal) || /^arn:[^:]*:iam::\d{12}:root$/.test(principal);

/** Condition keys that limit the principals of an account. */
const LIMITING =
    /^(sts:externalid|aws:(principalarn|principalorgid|principalorgpaths|principaltag\/.+|multifactorauthpresent|userid|username))$/;

export const iamTrustAccounts = resourceRule({
    name: "iam-trust-accounts",
    title: "Roles trust principals, not whole accounts",
    description:
        "Every principal with sts:AssumeRole in that account can assume this role, third parties included.",
    severity: "medium",
    catalogues: { checkov: ["CKV_AWS_61"] },
    remediation:
        "Set Principal to a role, or add a Condition: sts:ExternalId, aws:PrincipalArn, aws:PrincipalTag.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    settings: {
        accounts: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Account ids that may be trusted as a whole, such as the stack's own account.",
        },
    },
    // Made of ARNs, which a preview may not know.
    deferred: ["assumeRolePolicy"],
    types: ["aws:iam/role:Role"],
    check(role, settings) {
        const trusted = settings.strings("accounts");
        const isStrange = (principal: string) => !trusted.includes(/\d{12}/.exec(principal)?.[0] ?? "");
        for (const statement of allowed(role, "assumeRolePolicy")) {
            const isWhole = statement.principals.named.filter(isAccount).some(isStrange);
            if (isWhole && !isLimitedBy(statement, LIMITING))
                role.fail(`${statement.path}.Principal`, "trusts a whole account");
        }
    },
});
