import { resourceRule } from "../../core/rule";
import { isSecret, SECRET_NAMES_SETTING } from "../shared/secrets";

export const codebuildNoPlainSecrets = resourceRule({
    name: "codebuild-no-plain-secrets",
    title: "Plain build variables contain no secrets",
    description: "Plain variables appear in build details and logs.",
    severity: "critical",
    catalogues: { fsbp: ["CodeBuild.2"] },
    remediation: "Give the variable the type SECRETS_MANAGER or PARAMETER_STORE.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2",
    settings: { names: SECRET_NAMES_SETTING },
    deferred: ["environment.environmentVariables.value"],
    types: ["aws:codebuild/project:Project"],
    check(project, settings) {
        for (const variable of project.items("environment.environmentVariables")) {
            if (variable.word("type", "plaintext") !== "plaintext") continue;
            const name = variable.string("name", "") ?? "";
            const value = variable.string("value", "") ?? "";
            if (isSecret(name, value, settings.strings("names")))
                variable.fail("value", "looks like a secret");
        }
    },
});
