import { resourceRule } from "../../core/rule";
import { allowedToIdentity, IDENTITY_DOCUMENTS, IDENTITY_POLICIES } from "../shared/identityPolicies";
import { isConfined, isEverything, isOfService } from "../shared/policyDocument";

/** Each action alone allows full escalation; iam-pass-role covers passing of roles. */
const ESCALATIONS = [
    ...["iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
    ...["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreatePolicyVersion"],
    ...["iam:AttachGroupPolicy", "iam:AttachUserPolicy", "iam:PutGroupPolicy", "iam:PutUserPolicy"],
    ...["iam:AddUserToGroup", "iam:DeleteRolePermissionsBoundary", "iam:SetDefaultPolicyVersion"],
    "iam:UpdateLoginProfile",
];

/** `*`, or everything of one kind that IAM has. */
const isAnyPrincipal = (resource: string) =>
    (isEverything(resource) && isOfService(resource, "iam")) ||
    /^arn:[^:]*:iam::[^:]*:(role|user|group|policy)\/?[*?]*\*[*?]*$/.test(resource);

export const iamNoEscalation = resourceRule({
    name: "iam-no-escalation",
    title: "Policies do not allow privilege escalation",
    description:
        "Permission to change or assume every role equals the permissions of the most powerful role.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_286", "CKV_AWS_289", "CKV2_AWS_40"] },
    remediation: "Set Resource to single roles or a path, or add a Condition on iam:PermissionsBoundary.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    deferred: IDENTITY_DOCUMENTS,
    types: IDENTITY_POLICIES,
    check(resource) {
        for (const { view, statement } of allowedToIdentity(resource)) {
            if (isConfined(statement) || !statement.resources.some(isAnyPrincipal)) continue;
            const [first] = ESCALATIONS.filter((action) => statement.actions.covers(action));
            if (first !== undefined) view.fail(statement.path, `allows ${first} on any`);
        }
    },
});
