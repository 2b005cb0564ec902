import { resourceRule } from "../../core/rule";

/** Plans that look at something an account need not have: EKS, or agents on every machine. */
const chosen = (name: string | undefined): boolean => /^(eks_|runtime_monitoring$)/.test(name ?? "");

export const guardDutyEnabled = resourceRule({
    name: "guardduty-enabled",
    title: "GuardDuty is on",
    description: "A disabled detector reports neither stolen keys nor cryptocurrency mining.",
    severity: "high",
    catalogues: { fsbp: ["GuardDuty.1"], checkov: ["CKV_AWS_238"] },
    remediation: "Set enable to true (status of a feature to ENABLED), or remove the resource.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1",
    types: ["aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"],
    check(detector) {
        if (detector.boolean("enable", true) === false) detector.fail("enable", "is false");
        const isFeature = detector.type.endsWith(":DetectorFeature");
        if (
            isFeature &&
            detector.word("status", "enabled") === "disabled" &&
            !chosen(detector.word("name", ""))
        ) {
            detector.fail("status", "is DISABLED");
        }
    },
});
