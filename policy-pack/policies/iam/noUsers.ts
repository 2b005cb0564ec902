import { resourceRule } from "../../core/rule";

/** What may name users besides roles or groups. */
const WITH_USERS = ["aws:iam/groupMembership:GroupMembership", "aws:iam/policyAttachment:PolicyAttachment"];

export const iamNoUsers = resourceRule({
    name: "iam-no-users",
    title: "Stacks create roles, not IAM users",
    description: "Access keys of users are long-lived and leak into repositories.",
    severity: "medium",
    catalogues: { fsbp: ["IAM.2", "IAM.3"], checkov: ["CKV2_AWS_22", "CKV_AWS_273", "CKV_AWS_40"] },
    remediation: "Replace the user by a role: single sign-on for people, OIDC for services.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
    types: [
        "aws:iam/user:User",
        "aws:iam/accessKey:AccessKey",
        "aws:iam/userLoginProfile:UserLoginProfile",
        "aws:iam/userPolicy:UserPolicy",
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
        "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
        "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
        "aws:iam/userGroupMembership:UserGroupMembership",
        "aws:iam/sshKey:SshKey",
        "aws:iam/signingCertificate:SigningCertificate",
        "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
        ...WITH_USERS,
    ],
    check(resource) {
        const path = ["users", "user", "username", "userName"].find((one) => resource.isSet(one));
        if (path === undefined && WITH_USERS.includes(resource.type)) return;
        resource.fail(path ?? "name", "makes a user of IAM, or adds to one");
    },
});
