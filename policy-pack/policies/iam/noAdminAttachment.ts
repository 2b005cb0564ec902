import { resourceRule } from "../../core/rule";

const ADMIN = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

export const iamNoAdminAttachment = resourceRule({
    name: "iam-no-admin-attachment",
    title: "AWS administrator policies are not attached",
    description: "An attacker with such a role controls the whole account.",
    severity: "critical",
    catalogues: { checkov: ["CKV2_AWS_56", "CKV_AWS_274"], cdkNag: ["AwsSolutions-IAM4"] },
    remediation:
        "Set policyArn (managedPolicyArn of a permission set) to a policy with the required permissions only.",
    url: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html",
    deferred: ["policyArn", "policyArns", "managedPolicyArn", "managedPolicyArns"],
    types: [
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
        "aws:iam/policyAttachment:PolicyAttachment",
        "aws:iam/role:Role",
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
        // Of single sign-on: what they are attached to becomes a role in each account.
        "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
    ],
    check(resource) {
        for (const path of ["policyArn", "managedPolicyArn"]) {
            if (ADMIN.test(resource.string(path, "") ?? ""))
                resource.fail(path, "is a policy of administrators");
        }
        for (const path of ["policyArns", "managedPolicyArns"]) {
            if (resource.strings(path).some((arn) => ADMIN.test(arn)))
                resource.fail(path, "has a policy of administrators");
        }
    },
});
