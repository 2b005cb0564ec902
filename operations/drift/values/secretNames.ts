/** How the name of a secret ends: `masterPassword`, `DB_PASSWORD`, `api-token`, `clientSecret`, `privateKey`. */
const ending =
    /(password|passwd|passphrase|pwd|secret|token|credentials?|plaintext|secret[-_. ]?(string|binary)|(private|secret|access|api|pre[-_. ]?shared|shared|signing)[-_. ]?key)$/i;

/** Environment variables add to the name: `GITHUB_TOKEN_READONLY`, `API_KEY_1`. The ARN of a secret is none. */
const variable =
    /^(?!.*_ARN$)(.*_)?(PASSWORDS?|PASSWD|PWD|SECRETS?|TOKENS?|CREDENTIALS?|(API|PRIVATE)_KEYS?)_/;

/** Whether values of that name are secret, marked or not. */
export function isSecretName(name: unknown): boolean {
    return typeof name === "string" && (ending.test(name) || variable.test(name));
}

/** Properties that name another value of the same object, such as that of an environment variable. */
const naming = ["name", "Name", "key", "Key", "parameterKey", "ParameterKey"];

/** Whether a property is the value of a variable or parameter that the same object names, and that is secret. */
export function isValueOfSecret(object: Readonly<Record<string, unknown>>, property: string): boolean {
    return /^(value|parameterValue)$/i.test(property) && naming.some((name) => isSecretName(object[name]));
}
