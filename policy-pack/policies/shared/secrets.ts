/** How secrets in plain text are recognised. */

/** Setting of rules that detect secret values. Names that end with _ARN or _NAME only refer to secrets. */
export const SECRET_NAMES_SETTING = {
    type: "array",
    items: { type: "string" },
    default: [
        "(password|passwd|passphrase|secret|token|credentials?)s?$",
        "(^|[/_-])(pass|pwd)$",
        "^(pass|passwd|password|pwd)_(admin|database|db|mysql|postgres|redis|root|smtp|user)$",
        "(api|private|secret|signing|encryption|access|master)[_-]?keys?([_-]base)?$",
        "(^|/)aws_(access_key_id|secret_access_key|session_token)$",
        "^ecs_engine_auth_data$",
    ],
    description: "Names of values that are secrets, as regular expressions; case does not matter.",
} as const;

/** What is a secret under any name. */
const SECRET_VALUES = [
    // An access key of AWS, a private key.
    /\bA(KIA|SIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    // A password in an address, unless something else is to be put in its place: `$PASSWORD`, `<password>`, `%s`.
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:(?![$<{*]|%s)[^\s/@]+@(?!sha256:)/i,
    // Tokens of GitHub, GitLab and Slack, live keys of Stripe: they begin so that they can be found.
    /\b(gh[opsru]_[0-9A-Za-z]{36}|github_pat_\w{22}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10}|[rs]k_live_[0-9A-Za-z]{16})/,
];

/** What names a secret instead of being one: an ARN, an address, a path. */
const REFERENCE = /^(arn:|alias\/|\{\{resolve:|https?:\/\/|(\/[\w.-]+){2,}$)/;

const BOOLEAN = /^(true|false|yes|no|on|off)$/i;

/** How many, how long; passwords alone may be so short, and nothing but digits. */
const NUMBER = /^\d{1,7}(\.\d+)?$/;
const PASSWORD = /pass|pwd/i;

/** Whether a variable holds a secret: by its name, or by its value. */
export function isSecret(name: string, value: string, names: readonly string[]): boolean {
    if (holdsSecret(value)) return true;
    if (value === "" || REFERENCE.test(value)) return false;
    return isNamedSecret(name, value, names);
}

/** Whether a name is that of a secret, unless the value can't be one. */
export function isNamedSecret(name: string, value: string, names: readonly string[]): boolean {
    if (BOOLEAN.test(value) || (NUMBER.test(value) && !PASSWORD.test(name))) return false;
    return names.some((pattern) => new RegExp(pattern, "i").test(name));
}

export function holdsSecret(text: string): boolean {
    return SECRET_VALUES.some((pattern) => pattern.test(text));
}
