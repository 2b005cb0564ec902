import { resourceRule } from "../../core/rule";

export const codebuildLogs = resourceRule({
    name: "codebuild-logs",
    title: "Builds write logs",
    description: "Logs record the commands of a build and any tampering with it.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["CodeBuild.4"], checkov: ["CKV_AWS_314"] },
    remediation: "Remove status DISABLED from logsConfig.cloudwatchLogs.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-4",
    types: ["aws:codebuild/project:Project"],
    check(project) {
        const toCloudWatch = project.word("logsConfig.cloudwatchLogs.status", "enabled");
        const toS3 = project.word("logsConfig.s3Logs.status", "disabled");
        if (toCloudWatch === "disabled" && toS3 === "disabled")
            project.fail("logsConfig.cloudwatchLogs.status", "is DISABLED");
    },
});
