import { resourceRule } from "../../core/rule";
import { statements } from "../shared/policyDocument";
import { isPublic } from "../shared/publicStatement";

export const secretsNotPublic = resourceRule({
    name: "secrets-not-public",
    title: "Secret policies are not public",
    description: "A public policy lets every AWS account read the secret.",
    severity: "critical",
    catalogues: {},
    remediation: "Set blockPublicPolicy to true, and name principals in the policy.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/determine-acccess_examine-iam-policies.html",
    // Made of ARNs of roles, which a preview may not know.
    deferred: ["policy"],
    types: ["aws:secretsmanager/secretPolicy:SecretPolicy", "aws:secretsmanager/secret:Secret"],
    check(secret) {
        // A secret without one has an empty one, once it exists.
        const all = secret.isSet("policy") ? statements(secret, "policy") : [];
        for (const statement of all.filter(isPublic)) {
            secret.fail(statement.path, "allows public access");
        }
        // A policy within the secret has no such switch.
        if (!secret.type.endsWith(":SecretPolicy")) return;
        if (secret.boolean("blockPublicPolicy", false) === false) {
            secret.fail("blockPublicPolicy", "is not true");
        }
    },
});
