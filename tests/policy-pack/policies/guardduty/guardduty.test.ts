import { guardDutyEnabled } from "../../../../policy-pack/policies/guardduty/enabled";
import { testRule } from "../../support/fixtures";

testRule(guardDutyEnabled, {
    compliant: { enable: true },
    violating: [[{ enable: false }, /^enable is false/]],
    unknown: { enable: "fails" },
    absent: { enable: "passes" },
    wrongType: { enable: [true] },
});

testRule(guardDutyEnabled, {
    type: "aws:guardduty/detectorFeature:DetectorFeature",
    compliant: { name: "S3_DATA_EVENTS", status: "ENABLED" },
    violating: [[{ status: "DISABLED" }, /^status is DISABLED/]],
    unknown: { status: "fails" },
    absent: { status: "passes" },
    wrongType: { status: 1 },
});

for (const name of ["EKS_AUDIT_LOGS", "RUNTIME_MONITORING"]) {
    testRule(guardDutyEnabled, {
        type: "aws:guardduty/detectorFeature:DetectorFeature",
        compliant: { name, status: "DISABLED" },
        violating: [[{ name: "EBS_MALWARE_PROTECTION" }, /^status is DISABLED/]],
        unknown: { name: "fails", status: "fails" },
        absent: { name: "fails", status: "passes" },
        wrongType: { name: 1, status: 1 },
    });
}
