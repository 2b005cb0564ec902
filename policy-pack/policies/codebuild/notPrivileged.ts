import { resourceRule } from "../../core/rule";

export const codebuildNotPrivileged = resourceRule({
    name: "codebuild-not-privileged",
    title: "Builds run without privileges",
    description: "A privileged build has root access to its host, and so do its dependencies.",
    severity: "high",
    // A build of images needs them, and nothing in a project says whether it is one.
    profile: "advice",
    catalogues: { checkov: ["CKV_AWS_316"] },
    remediation: "Set environment.privilegedMode to false, unless the build creates images.",
    url: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    types: ["aws:codebuild/project:Project"],
    check(project) {
        if (project.boolean("environment.privilegedMode", false) === true)
            project.fail("environment.privilegedMode", "is true");
    },
});
