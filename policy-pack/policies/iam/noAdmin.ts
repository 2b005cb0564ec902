import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { isEverything } from "../shared/policyDocument";

/** `*`, and `*:*`, which IAM takes for the same. */
const isEveryAction = (action: string) => /^[*:]*\*[*:]*$/.test(action);

export const iamNoAdmin = resourceRule({
    name: "iam-no-admin",
    title: "Policies do not allow all actions",
    description: "An attacker with such a role controls the whole account.",
    severity: "critical",
    catalogues: { fsbp: ["IAM.1"], checkov: ["CKV_AWS_62", "CKV_AWS_63"], cdkNag: ["AwsSolutions-IAM5"] },
    remediation: "Set Action and Resource to the required actions and ARNs.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            const { actions, resources, path } = statement;
            if (!actions.some(isEveryAction)) continue;
            const but = actions.isComplement ? " but some" : "";
            if (resources.some(isEverything)) view.fail(path, `allows every action${but} on every resource`);
            // What is added to a service later is allowed at once.
            else if (!actions.isComplement) view.fail(path, "allows every action");
        }
    },
});
