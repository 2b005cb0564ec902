import * as cognito from "@pulumi/aws/cognito";

import { directoryLink, issuerOf } from "../directory";
import type { Linkable } from "../support/link";
import { ask } from "./lookUp";
import type { Place } from "./place";

/** A user pool that exists, with the client that workloads get. */
export interface ExistingDirectory {
    readonly userPoolId: string;
    readonly clientId: string;
    readonly signInUrl?: string | undefined;
}

/** A user pool, as APIs see it, too. */
export interface FoundDirectory extends Linkable {
    readonly issuer: string;
    readonly clientIds: Readonly<Record<string, string>>;
}

/** Looks up a user pool and its client. */
export async function findDirectory(
    name: string,
    { userPoolId, clientId, signInUrl }: ExistingDirectory,
    place: Place,
): Promise<FoundDirectory> {
    await ask(userPoolId, cognito.getUserPool({ userPoolId }, place.options), place, "userPoolId");
    await ask(
        clientId,
        cognito.getUserPoolClient({ userPoolId, clientId }, place.options),
        place,
        "clientId",
    );
    const issuer = issuerOf(place.region, userPoolId);
    return {
        issuer,
        clientIds: { [name]: clientId },
        link: () => directoryLink(name, { userPoolId, clientId, issuer, signInUrl }),
    };
}
