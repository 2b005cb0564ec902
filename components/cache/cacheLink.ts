import type * as pulumi from "@pulumi/pulumi";

import { type Link, type SecretReference, variable } from "../support/link";

/** A cache, as workloads see it. */
export interface UsableCache {
    /** `cache/<name>`, with its source in front if this stack does not make it: text of the rules of its port. */
    readonly id: string;
    readonly host: pulumi.Input<string>;
    /** Undefined without replicas. */
    readonly readerHost: pulumi.Input<string> | undefined;
    readonly port: number;
    readonly securityGroupId: pulumi.Input<string>;
    /** Of its token; undefined if it asks for none. */
    readonly token: SecretReference | undefined;
}

/** `CACHE_<NAME>_HOST`, `_PORT`, with replicas `_READER_HOST`; `_TOKEN` as a secret; the port opened. */
export function cacheLink(name: string, cache: UsableCache): Link {
    const of = (role: string): string => variable("cache", name, role);
    const { id, host, readerHost, port, securityGroupId, token } = cache;
    return {
        environment: {
            [of("host")]: host,
            [of("port")]: String(port),
            ...(readerHost ? { [of("reader-host")]: readerHost } : {}),
        },
        secrets: token === undefined ? {} : { [of("token")]: token },
        endpoints: [{ securityGroupId, port, description: id }],
    };
}
