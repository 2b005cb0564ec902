import { resourceRule } from "../../core/rule";

export const cognitoNoGuests = resourceRule({
    name: "cognito-no-guests",
    title: "Identity pools refuse guests",
    description: "Guest access gives the guest role's permissions to the whole internet.",
    severity: "high",
    catalogues: { fsbp: ["Cognito.2"], checkov: ["CKV_AWS_366"], cdkNag: ["AwsSolutions-COG7"] },
    remediation: "Set allowUnauthenticatedIdentities to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-2",
    types: ["aws:cognito/identityPool:IdentityPool"],
    check(pool) {
        if (pool.boolean("allowUnauthenticatedIdentities", false) === true) {
            pool.fail("allowUnauthenticatedIdentities", "is true");
        }
    },
});
