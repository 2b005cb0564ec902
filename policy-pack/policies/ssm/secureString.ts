import { resourceRule } from "../../core/rule";
import { holdsSecret, isNamedSecret, SECRET_NAMES_SETTING } from "../shared/secrets";

export const ssmSecureString = resourceRule({
    name: "ssm-secure-string",
    title: "Parameters that are secret are encrypted",
    description: "Every principal that can read parameters, and the console, shows a plain parameter.",
    severity: "high",
    catalogues: { checkov: ["CKV2_AWS_34"] },
    remediation: "Set type to SecureString.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
    settings: { names: SECRET_NAMES_SETTING },
    // Values are often unknown before their resources exist; the name of a parameter is known.
    deferred: ["value", "insecureValue"],
    types: ["aws:ssm/parameter:Parameter"],
    check(parameter, settings) {
        const type = parameter.string("type", "String");
        if (type === undefined || type === "SecureString") return;
        const patterns = settings.strings("names");
        // A name that Pulumi chose ends with random characters; the program's name of it does not.
        const names = [parameter.name, parameter.string("name", "") ?? ""];
        const values = ["value", "insecureValue"].map((path) => parameter.string(path, "") ?? "");
        const isNamedSo = names.some((name) => isNamedSecret(name, values.join(""), patterns));
        if (isNamedSo || values.some(holdsSecret))
            parameter.fail("type", "is not SecureString, and this looks like a secret");
    },
});
