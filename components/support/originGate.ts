import { createHash } from "node:crypto";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { ServerlessFunction } from "../serverlessFunction";
import type { LogSettings } from "./logGroup";

/** The header by which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = "x-origin-verify";

interface OriginGateArgs {
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
}

/** 48 random letters and digits (285 bits): nothing to be gained from their hash, so that the function needs no secret. */
const LENGTH = 48;

/** The value of the header, which nobody but CloudFront gets to know. */
export function createOriginSecret(
    name: string,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    return new random.RandomPassword(name, { length: LENGTH, special: false }, options).result;
}

/** A function that lets only requests with the header pass. */
export function createOriginGate(
    name: string,
    secret: pulumi.Output<string>,
    args: OriginGateArgs,
    options: pulumi.ComponentResourceOptions,
): ServerlessFunction {
    return new ServerlessFunction(
        name,
        {
            region: args.region,
            accountId: args.accountId,
            logs: args.logs,
            code: join(__dirname, "..", "assets", "originGate"),
            memoryMib: 128,
            timeoutSeconds: 3,
            environment: {
                ORIGIN_SHA256: secret.apply((value) => createHash("sha256").update(value).digest("hex")),
            },
        },
        options,
    );
}
