import { resourceRule } from "../../core/rule";

export const trailToLogs = resourceRule({
    name: "trail-to-logs",
    title: "Trails go to CloudWatch Logs",
    description:
        "In CloudWatch Logs, filters and alarms react within minutes; files in a bucket trigger nothing.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["CloudTrail.5"], checkov: ["CKV2_AWS_10"] },
    remediation: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-5",
    types: ["aws:cloudtrail/trail:Trail"],
    check(trail) {
        if (!trail.isSet("cloudWatchLogsGroupArn")) trail.fail("cloudWatchLogsGroupArn", "is not set");
    },
});
