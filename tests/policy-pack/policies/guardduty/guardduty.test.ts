import { guardDutyEnabled } from "../../../../policy-pack/policies/guardduty/enabled";
import { testRule } from "../../support/fixtures";

testRule(guardDutyEnabled, {
    compliant: { enable: true, datasources: { s3Logs: { enable: true } } },
    violating: [
        [{ enable: false }, /^enable is false/],
        [{ "datasources.s3Logs.enable": false }, /^datasources\.s3Logs\.enable is false/],
        [{ "datasources.kubernetes": { auditLogs: { enable: false } } }, /auditLogs\.enable is false/],
        [
            {
                "datasources.malwareProtection": {
                    scanEc2InstanceWithFindings: { ebsVolumes: { enable: false } },
                },
            },
            /ebsVolumes\.enable is false/,
        ],
    ],
    unknown: { enable: "fails", "datasources.s3Logs.enable": "fails" },
    absent: { enable: "passes", datasources: "passes" },
    wrongType: { enable: [true] },
});

testRule(guardDutyEnabled, {
    type: "aws:guardduty/detectorFeature:DetectorFeature",
    compliant: { name: "S3_DATA_EVENTS", status: "ENABLED" },
    also: [
        {
            name: "RUNTIME_MONITORING",
            additionalConfigurations: [{ name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" }],
        },
    ],
    violating: [
        [{ status: "DISABLED" }, /^status is DISABLED/],
        [
            {
                name: "RUNTIME_MONITORING",
                additionalConfigurations: [
                    { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
                    { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
                ],
            },
            /^additionalConfigurations\[1\]\.status is DISABLED/,
        ],
    ],
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
