import { resourceRule } from "../../core/rule";
import { isSecret, SECRET_NAMES_SETTING } from "../shared/secrets";

export const lambdaEnvironmentSecrets = resourceRule({
    name: "lambda-environment-secrets",
    title: "Function environments contain no secrets",
    description: "Every principal with read access to the function can read its environment variables.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_45"] },
    remediation: "Put the value into Secrets Manager, and its ARN into environment.variables.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-best-practices",
    // ARNs and addresses are unknown before their resources exist.
    deferred: ["environment.variables"],
    settings: { names: SECRET_NAMES_SETTING },
    types: ["aws:lambda/function:Function"],
    check(code, settings) {
        const variables = code.child("environment.variables");
        for (const name of variables?.keys() ?? []) {
            const value = variables?.string(name, "") ?? "";
            if (isSecret(name, value, settings.strings("names"))) {
                variables?.fail(name, "looks like a secret");
            }
        }
    },
});
