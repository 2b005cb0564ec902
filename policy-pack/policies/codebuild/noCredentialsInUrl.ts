import { resourceRule } from "../../core/rule";

export const codebuildNoCredentialsInUrl = resourceRule({
    name: "codebuild-no-credentials-in-url",
    title: "Repository addresses contain no credentials",
    description: "The console and the build history show the address.",
    severity: "critical",
    catalogues: { fsbp: ["CodeBuild.1"] },
    remediation: "Remove user and password from source.location, and use a connection.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1",
    types: ["aws:codebuild/project:Project"],
    check(project) {
        for (const source of [...project.items("source"), ...project.items("secondarySources")]) {
            if (/^https?:\/\/[^/]*@/.test(source.string("location", "") ?? ""))
                source.fail("location", "has credentials in it");
        }
    },
});
