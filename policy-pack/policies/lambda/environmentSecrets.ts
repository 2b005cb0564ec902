import { resourceRule } from "../../core/rule";

/** Names whose values are secrets; those that end with _ARN, _ID or _NAME only say where one is. */
const SECRET_NAME = /(password|passwd|secret|token|api_?key|private_?key|credentials?)s?$/i;

/** An access key of AWS, a private key. */
const SECRET_VALUE = /\bA(KIA|SIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What names a secret instead of being one. */
const REFERENCE = /^(arn:|\{\{resolve:|https?:\/\/|\/)/;

export const lambdaEnvironmentSecrets = resourceRule({
    name: "lambda-environment-secrets",
    title: "Secrets are not in a function's environment",
    description: "Environment variables can be read by everybody who may look at the function.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_45"] },
    mend: "Put the value into Secrets Manager, and its ARN into environment.variables.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-best-practices",
    // ARNs and addresses are unknown before what they name exists.
    postponed: ["environment.variables"],
    types: ["aws:lambda/function:Function"],
    check(code) {
        const variables = code.child("environment.variables");
        for (const name of variables?.keys() ?? []) {
            const value = variables?.string(name, "") ?? "";
            const isSecret = SECRET_NAME.test(name) && value !== "" && !REFERENCE.test(value);
            if (isSecret || SECRET_VALUE.test(value)) variables?.fail(name, "looks like a secret");
        }
    },
});
