import { type Credentials, emulatorCredentials } from "../emulator/credentials";
import type { Engine } from "./engine";

/** Settings of an SDK client. */
export interface ClientSettings {
    readonly region: string;
    readonly endpoint?: string;
    readonly credentials?: Credentials;
    readonly profile?: string;
    readonly maxAttempts: number;
}

/** Account and region of a stack's configuration. */
export interface Place {
    readonly accountId: string;
    readonly region: string;
    readonly emulator?: string | undefined;
    /** The emulator's, for that account; undefined for the process's own. See {@link placeOf}. */
    readonly credentials: Credentials | undefined;
}

/** Where a stack of this project belongs, with the credentials of its emulator if it has one. */
export function placeOf(
    { emulator, paths }: Pick<Engine, "emulator" | "paths">,
    { accountId, region }: Pick<Place, "accountId" | "region">,
): Place {
    const credentials = emulator === undefined ? undefined : emulatorCredentials(paths.emulator, accountId);
    return { accountId, region, emulator, credentials };
}

/** How SDK clients reach the AWS that a stack's configuration names. */
export function configuredClient({ region, emulator, credentials }: Place): ClientSettings {
    return {
        region,
        maxAttempts: 3,
        ...(emulator === undefined ? {} : { endpoint: emulator }),
        ...(credentials === undefined ? {} : { credentials }),
    };
}
