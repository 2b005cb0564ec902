import { resourceRule } from "../../core/rule";

export const trailCustomerKey = resourceRule({
    name: "trail-customer-key",
    title: "Trails are encrypted with a customer key",
    description: "The trail lists every API call of the account; the key limits its readers.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["CloudTrail.2"], checkov: ["CKV_AWS_35"] },
    remediation: "Set kmsKeyId to the ARN of a key that CloudTrail may use.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-2",
    types: ["aws:cloudtrail/trail:Trail"],
    check(trail) {
        if (!trail.isSet("kmsKeyId")) trail.fail("kmsKeyId", "is not set");
    },
});
