import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** The header by which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = "x-origin-verify";

/** 48 random letters and digits (285 bits): nothing to be gained from their hash, so that a function needs no secret. */
const LENGTH = 48;

/** The value of the header, known to CloudFront only. */
export interface SecretHeader {
    readonly value: pulumi.Output<string>;
    /** The accepted values: the former one too, which some edge locations send for a while. */
    readonly accepted: readonly pulumi.Output<string>[];
    /** SHA-256 of the accepted values, comma-separated. */
    readonly hashes: pulumi.Output<string>;
}

/** @param generation the value of any other number is another one */
export function createOriginSecret(
    name: string,
    generation: number,
    options: pulumi.CustomResourceOptions,
): SecretHeader {
    const make = (number: number) =>
        new random.RandomPassword(
            number === 1 ? name : `${name}-${number}`,
            { length: LENGTH, special: false },
            options,
        ).result;
    const value = make(generation);
    const accepted = generation === 1 ? [value] : [value, make(generation - 1)];
    return {
        value,
        accepted,
        hashes: pulumi.all(accepted).apply((values) => values.map(sha256).join(",")),
    };
}

function sha256(value: string): string {
    return createHash("sha256").update(value).digest("hex");
}

/** Where CloudFront finds an API or a service, and what it adds to requests there. */
export interface HttpOrigin {
    readonly domainName: pulumi.Output<string>;
    readonly headers: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * The origin at an address.
 *
 * @param secret value of the header that it asks for; undefined if it asks for none
 */
export function httpOrigin(url: pulumi.Output<string>, secret?: pulumi.Input<string>): HttpOrigin {
    return {
        domainName: url.apply((address) => new URL(address).host),
        headers: secret === undefined ? {} : { [ORIGIN_HEADER]: secret },
    };
}
