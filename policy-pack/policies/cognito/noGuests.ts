import { resourceRule } from "../../core/rule";

export const cognitoNoGuests = resourceRule({
    name: "cognito-no-guests",
    title: "Nobody gets credentials of AWS without signing in",
    description: "With guests allowed, everybody on the internet gets the guest role's permissions.",
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
