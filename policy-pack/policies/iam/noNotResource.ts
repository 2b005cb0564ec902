import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";

export const iamNoNotResource = resourceRule({
    name: "iam-no-not-resource",
    title: "Policies name what they allow, not what they don't",
    description:
        "An Allow with NotResource allows on all that comes later as well, of this and other systems.",
    severity: "medium",
    catalogues: {},
    remediation:
        "Set Resource to what is meant, and forbid the rest with a statement of its own that denies.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (statement.notResources.length > 0) {
                view.fail(`${statement.path}.NotResource`, "allows on everything but some");
            }
        }
    },
});
