/** How secrets in plain text are recognised. */

/** Names of variables that hold secrets, as regular expressions; `…_SECRET_ARN` is none. */
export const SECRET_NAMES = [
    "(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS)$",
    "^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$",
    "^ECS_ENGINE_AUTH_DATA$",
];

/** Setting of rules that look for such names. */
export const SECRET_NAMES_SETTING = {
    type: "array",
    items: { type: "string" },
    default: SECRET_NAMES,
    description: "Names of variables that hold secrets, as regular expressions; case does not matter.",
} as const;

/** Access keys of AWS, and private keys. */
const SECRET_VALUES = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/;

export function isSecretName(name: string, patterns: readonly string[]): boolean {
    return patterns.some((pattern) => new RegExp(pattern, "i").test(name));
}

export function holdsSecret(text: string): boolean {
    return SECRET_VALUES.test(text);
}
