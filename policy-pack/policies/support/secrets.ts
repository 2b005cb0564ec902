/** How secrets in plain text are recognised. */

/** Setting of rules that look for variables that hold secrets. Names that end with _ARN or _NAME only say where one is. */
export const SECRET_NAMES_SETTING = {
    type: "array",
    items: { type: "string" },
    default: [
        "(password|passwd|passphrase|secret|token|api_?key|private_?key|credentials?)s?$",
        "^aws_(access_key_id|secret_access_key|session_token)$",
        "^ecs_engine_auth_data$",
    ],
    description: "Names of variables that hold secrets, as regular expressions; case does not matter.",
} as const;

/** An access key of AWS, a private key. */
const SECRET_VALUE = /\bA(KIA|SIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What names a secret instead of being one. */
const REFERENCE = /^(arn:|\{\{resolve:|https?:\/\/|\/)/;

/** Whether a variable holds a secret: by its name, or by its value. */
export function isSecret(name: string, value: string, names: readonly string[]): boolean {
    if (holdsSecret(value)) return true;
    if (value === "" || REFERENCE.test(value)) return false;
    return names.some((pattern) => new RegExp(pattern, "i").test(name));
}

export function holdsSecret(text: string): boolean {
    return SECRET_VALUE.test(text);
}
