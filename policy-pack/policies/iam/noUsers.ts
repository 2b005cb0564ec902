import { resourceRule } from "../../core/rule";

export const iamNoUsers = resourceRule({
    name: "iam-no-users",
    title: "Stacks create roles, not IAM users",
    description: "Access keys of users are long-lived and leak into repositories.",
    severity: "medium",
    catalogues: { fsbp: ["IAM.2", "IAM.3"], checkov: ["CKV_AWS_273", "CKV_AWS_40"] },
    remediation: "Replace the user by a role: single sign-on for people, OIDC for services.",
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
