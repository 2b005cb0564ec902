import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const codebuildEncrypted = resourceRule({
    name: "codebuild-encrypted",
    title: "Build artefacts are encrypted with a customer key",
    description: "Artefacts run in production; write access to them controls production.",
    severity: "medium",
    profile: "shared",
    catalogues: {
        fsbp: ["CodeBuild.3"],
        checkov: ["CKV_AWS_78", "CKV_AWS_147", "CKV_AWS_311"],
        cdkNag: ["AwsSolutions-CB4"],
    },
    remediation: "Set encryptionKey to the ARN of a key, and encryptionDisabled to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-3",
    types: ["aws:codebuild/project:Project"],
    check(project) {
        assertOwnKey(project, "encryptionKey");
        const parts = ["artifacts", "secondaryArtifacts", "logsConfig.s3Logs"].flatMap((path) =>
            project.items(path),
        );
        for (const part of parts) {
            if (part.boolean("encryptionDisabled", false) === true)
                part.fail("encryptionDisabled", "is true");
        }
    },
});
