import type * as pulumi from "@pulumi/pulumi";

import { type Link, variable } from "../support/link";

/** A user pool with one client, as workloads see it. */
export interface UsableDirectory {
    readonly userPoolId: pulumi.Input<string>;
    readonly clientId: pulumi.Input<string>;
    readonly issuer: pulumi.Input<string>;
    /** Undefined without a hosted sign-in. */
    readonly signInUrl: string | undefined;
}

/** The `iss` of a user pool's tokens. */
export function issuerOf(region: string, userPoolId: string): string {
    return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}

/** `DIRECTORY_<NAME>_USER_POOL_ID`, `_CLIENT_ID`, `_ISSUER`, and `_SIGN_IN_URL` if there is a hosted sign-in. */
export function directoryLink(
    name: string,
    { userPoolId, clientId, issuer, signInUrl }: UsableDirectory,
): Link {
    const of = (role: string): string => variable("directory", name, role);
    return {
        environment: {
            [of("user_pool_id")]: userPoolId,
            [of("client_id")]: clientId,
            [of("issuer")]: issuer,
            ...(signInUrl === undefined ? {} : { [of("sign_in_url")]: signInUrl }),
        },
    };
}
