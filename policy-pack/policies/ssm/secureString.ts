import { resourceRule } from "../../core/rule";

/** Names whose values are secrets; those that end with ARN, id or name only say where one is. */
const SECRET_NAME = /(password|passwd|secret|token|api[-_]?key|private[-_]?key|credentials?)s?$/i;

/** An access key of AWS, a private key. */
const SECRET_VALUE = /\bA(KIA|SIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

export const ssmSecureString = resourceRule({
    name: "ssm-secure-string",
    title: "Parameters that are secret are encrypted",
    description: "A plain parameter can be read by everybody who may read parameters, and by the console.",
    severity: "high",
    catalogues: { checkov: ["CKV2_AWS_34"] },
    mend: "Set type to SecureString.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
    // Values are often known only when what they are about exists; what a parameter is called is known.
    postponed: ["value", "insecureValue"],
    types: ["aws:ssm/parameter:Parameter"],
    check(parameter) {
        const type = parameter.string("type", "String");
        if (type === undefined || type === "SecureString") return;
        // A name that Pulumi chose ends with random characters; the program's name of it does not.
        const names = [parameter.name, parameter.string("name", "") ?? ""];
        const isNamedSo = names.some((name) => SECRET_NAME.test(name));
        const isOne = ["value", "insecureValue"].some((path) =>
            SECRET_VALUE.test(parameter.string(path, "") ?? ""),
        );
        if (isNamedSo || isOne) parameter.fail("type", "is not SecureString, and this looks like a secret");
    },
});
