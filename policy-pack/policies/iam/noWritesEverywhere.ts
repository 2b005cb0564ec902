import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { covers, isConfined, isEverything, isWholeService } from "../shared/policyDocument";
import { UNLIMITED_ACTIONS } from "./unlimitedActions";

/** Read-only actions; another rule limits their resources. */
const READS =
    /^[a-z0-9-]+:(Get|List|Describe|BatchGet|BatchDescribe|AdminGet|AdminList|Query|Scan|Search|Lookup|Filter|View|Decrypt)/i;

export const iamNoWritesEverywhere = resourceRule({
    name: "iam-no-writes-everywhere",
    title: "Policies do not allow writes to all resources",
    description: "An attacker with such a role can change or delete resources of other systems.",
    severity: "medium",
    catalogues: { checkov: ["CKV_AWS_290", "CKV_AWS_355"], cdkNag: ["AwsSolutions-IAM5"] },
    remediation: "Set Resource to the ARNs to change, or add a Condition on tags or regions.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    settings: {
        unlimited: {
            type: "array",
            items: { type: "string" },
            default: [],
            description: "Further actions that AWS can't limit to resources; `*` stands for any characters.",
        },
    },
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource, settings) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (isConfined(statement) || !statement.resources.some(isEverything)) continue;
            const unlimited = [...UNLIMITED_ACTIONS, ...settings.strings("unlimited")];
            // All of a service is the matter of iam-no-service-wildcards.
            const isWrite = (action: string) =>
                !isWholeService(action) && !READS.test(action) && !covers(unlimited, action);
            if (statement.actions.isComplement || statement.actions.named.some(isWrite))
                view.fail(`${statement.path}.Resource`, "covers every resource");
        }
    },
});
