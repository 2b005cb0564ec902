import { resourceRule } from "../../core/rule";

export const iamNoUsers = resourceRule({
    name: "iam-no-users",
    title: "There are no users, only roles",
    description: "Keys of users are long-lived, and end up in repositories.",
    severity: "medium",
    catalogues: { fsbp: ["IAM.2", "IAM.3"], checkov: ["CKV_AWS_273", "CKV_AWS_40"] },
    remediation:
        "Replace the user by a role that people assume through single sign-on, and services through OIDC.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
    types: [
        "aws:iam/user:User",
        "aws:iam/accessKey:AccessKey",
        "aws:iam/userLoginProfile:UserLoginProfile",
        "aws:iam/userPolicy:UserPolicy",
        "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    ],
    check(resource) {
        resource.fail(resource.isSet("user") ? "user" : "name", "makes a user of IAM, or adds to one");
    },
});
