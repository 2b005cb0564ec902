import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";

export const iamNoNotResource = resourceRule({
    name: "iam-no-not-resource",
    title: "Policies use Resource, not NotResource",
    description: "Allow with NotResource also covers all future resources, of this and other systems.",
    severity: "medium",
    catalogues: {},
    remediation: "Set Resource to the required ARNs, and exclude others by a separate Deny statement.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (statement.resources.excepted.length > 0) {
                view.fail(`${statement.path}.NotResource`, "allows on everything but some");
            }
        }
    },
});
