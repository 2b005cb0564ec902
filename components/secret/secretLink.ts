import { type Link, type SecretReference, variable } from "../support/link";

/** `SECRET_<NAME>` for containers, `SECRET_<NAME>_ARN` for functions. */
export function secretLink(name: string, secret: SecretReference): Link {
    return { secrets: { [variable("secret", name)]: secret } };
}
