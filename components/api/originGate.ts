import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";

import { ServerlessFunction } from "../function";
import type { AuthorizerArgs, Invocable } from "./apiAuthorizers";
import type { LogSettings } from "../support/logGroup";
import { ORIGIN_HEADER, type SecretHeader } from "../support/originSecret";

interface OriginGateArgs {
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
}

/** The header alone decides, and does so for an hour without another call. */
export function throughCdn(check: Invocable): AuthorizerArgs {
    return { check, cacheSeconds: 3600, identity: [`$request.header.${ORIGIN_HEADER}`] };
}

/** A function that lets only requests with the header pass. */
export function createOriginGate(
    name: string,
    { hashes }: SecretHeader,
    args: OriginGateArgs,
    options: pulumi.ComponentResourceOptions,
): ServerlessFunction {
    return new ServerlessFunction(
        name,
        {
            region: args.region,
            accountId: args.accountId,
            logs: args.logs,
            code: join(__dirname, "assets", "originGate"),
            memoryMib: 128,
            timeoutSeconds: 3,
            environment: { ORIGIN_SHA256: hashes },
        },
        options,
    );
}
