/** Settings of the account's block of public buckets. */
export const NO_PUBLIC_ACCESS = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
};

/** https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html (IAM.7, IAM.15, IAM.16) */
export const PASSWORDS = {
    minimumPasswordLength: 14,
    requireLowercaseCharacters: true,
    requireUppercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    allowUsersToChangePassword: true,
    maxPasswordAge: 90,
    passwordReusePrevention: 24,
};
