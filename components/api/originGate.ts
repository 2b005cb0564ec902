import { createHash } from "node:crypto";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { ServerlessFunction } from "../function";
import type { AuthorizerArgs, Invocable } from "./apiAuthorizers";
import type { LogSettings } from "../support/logGroup";

/** The header by which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = "x-origin-verify";

interface OriginGateArgs {
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
}

/** 48 random letters and digits (285 bits): nothing to be gained from their hash, so that the function needs no secret. */
const LENGTH = 48;

/** The value of the header, known to CloudFront only. */
export interface OriginSecret {
    readonly value: pulumi.Output<string>;
    /** SHA-256 of the accepted values, comma-separated: the former one too, which some edge locations send for a while. */
    readonly hashes: pulumi.Output<string>;
}

/** @param generation the value of any other number is another one */
export function createOriginSecret(
    name: string,
    generation: number,
    options: pulumi.CustomResourceOptions,
): OriginSecret {
    const make = (number: number) =>
        new random.RandomPassword(
            number === 1 ? name : `${name}-${number}`,
            { length: LENGTH, special: false },
            options,
        ).result;
    const value = make(generation);
    const passing = generation === 1 ? [value] : [value, make(generation - 1)];
    return { value, hashes: pulumi.all(passing).apply((values) => values.map(sha256).join(",")) };
}

function sha256(value: string): string {
    return createHash("sha256").update(value).digest("hex");
}

/** The header alone decides, and does so for an hour without another call. */
export function throughCdn(check: Invocable): AuthorizerArgs {
    return { check, cacheSeconds: 3600, identity: [`$request.header.${ORIGIN_HEADER}`] };
}

/** A function that lets only requests with the header pass. */
export function createOriginGate(
    name: string,
    { hashes }: OriginSecret,
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
