import { resourceRule } from "../../core/rule";

export const trailValidation = resourceRule({
    name: "trail-validation",
    title: "Trails validate their log files",
    description: "Attackers change logs to hide their traces; validation detects changed files.",
    severity: "medium",
    catalogues: { fsbp: ["CloudTrail.4"], checkov: ["CKV_AWS_36"] },
    remediation: "Set enableLogFileValidation to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-4",
    types: ["aws:cloudtrail/trail:Trail"],
    check(trail) {
        if (trail.boolean("enableLogFileValidation", false) === false) {
            trail.fail("enableLogFileValidation", "is not true");
        }
    },
});
