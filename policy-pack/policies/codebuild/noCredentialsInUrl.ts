import { resourceRule } from "../../core/rule";

export const codebuildNoCredentialsInUrl = resourceRule({
    name: "codebuild-no-credentials-in-url",
    title: "No credentials in the address of a repository",
    description: "An address is shown wherever a build is shown, and kept in its history.",
    severity: "critical",
    catalogues: { fsbp: ["CodeBuild.1"] },
    remediation: "Take user and password out of source.location, and use a connection.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1",
    types: ["aws:codebuild/project:Project"],
    check(project) {
        for (const source of [...project.items("source"), ...project.items("secondarySources")]) {
            if (/^https?:\/\/[^/]*@/.test(source.string("location", "") ?? ""))
                source.fail("location", "has credentials in it");
        }
    },
});
