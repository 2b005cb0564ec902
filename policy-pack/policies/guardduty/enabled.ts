import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";

/** Protections in the detector itself; newer ones are a DetectorFeature each. */
const SOURCES = [
    "datasources.s3Logs.enable",
    "datasources.kubernetes.auditLogs.enable",
    "datasources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes.enable",
];

/** Plans that look at something an account need not have: EKS, or agents on every machine. */
const chosen = (name: string | undefined): boolean => /^(eks_|runtime_monitoring$)/.test(name ?? "");

export const guardDutyEnabled = resourceRule({
    name: "guardduty-enabled",
    title: "GuardDuty is on",
    description: "A disabled detector reports neither stolen keys nor cryptocurrency mining.",
    severity: "high",
    catalogues: {
        fsbp: ["1", "6", "8", "9", "10"].map((id) => `GuardDuty.${id}`),
        checkov: ["CKV_AWS_238"],
    },
    remediation: "Set enable to true (status of a feature to ENABLED), or remove the resource.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-1",
    types: ["aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"],
    check(detector) {
        if (detector.boolean("enable", true) === false) detector.fail("enable", "is false");
        const isFeature = detector.type.endsWith(":DetectorFeature");
        const isOff = (part: View): boolean => part.word("status", "enabled") === "disabled";
        if (isFeature && !(isOff(detector) && chosen(detector.word("name", "")))) {
            for (const part of [detector, ...detector.items("additionalConfigurations")]) {
                if (isOff(part)) part.fail("status", "is DISABLED");
            }
        }
        for (const path of isFeature ? [] : SOURCES) {
            if (detector.boolean(path, true) === false) detector.fail(path, "is false");
        }
    },
});
