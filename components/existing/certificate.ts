import { X509Certificate } from "node:crypto";
import * as acm from "@pulumi/aws/acm";

import { parseArn } from "../../model/arn";
import { EDGE_REGION } from "../support/regions";
import { AllUnusable, ask, Unusable } from "./lookUp";
import type { Place } from "./place";

/** A certificate by place, each by its domain or ARN. */
export interface ExistingCertificate {
    readonly regional?: string | undefined;
    readonly cloudFront?: string | undefined;
}

/** Host names that need a certificate, by place, each with the id of what has it. */
export type NeededHosts = Readonly<
    Record<keyof ExistingCertificate, readonly { readonly id: string; readonly host: string }[]>
>;

/** ARNs, where a certificate is needed. */
export interface FoundCertificate {
    readonly regional: string | undefined;
    readonly cloudFront: string | undefined;
}

/** Keys that both places take; without a list ACM finds RSA keys of 1024 and 2048 bits only. */
const KEY_TYPES = ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1"];

/**
 * Looks up a certificate in each place where one is needed.
 *
 * @throws AllUnusable with everything that is wrong
 */
export async function findCertificate(
    given: ExistingCertificate,
    needed: NeededHosts,
    place: Place,
): Promise<FoundCertificate> {
    const found: Partial<Record<keyof ExistingCertificate, string>> = {};
    const wrong: Unusable[] = [];
    for (const key of ["regional", "cloudFront"] as const) {
        const name = given[key];
        if (name === undefined || needed[key].length === 0) continue;
        try {
            found[key] = await find(name, key, needed[key], place);
        } catch (error) {
            if (!(error instanceof Unusable)) throw error;
            wrong.push(error);
        }
    }
    if (wrong.length > 0) throw new AllUnusable(wrong);
    return { regional: found.regional, cloudFront: found.cloudFront };
}

/** The provider looks certificates up by domain only: `plumb` asks for those that are given by ARN. */
async function find(
    name: string,
    key: keyof ExistingCertificate,
    hosts: NeededHosts["regional"],
    { region: own, accountId, options }: Place,
): Promise<string> {
    if (parseArn(name)) return name;
    const region = key === "cloudFront" ? EDGE_REGION : own;
    const query = { domain: name, statuses: ["ISSUED"], mostRecent: true, keyTypes: KEY_TYPES, region };
    const { arn, certificate } = await ask(
        name,
        acm.getCertificate(query, options),
        { region, accountId },
        key,
    );
    const read = new X509Certificate(certificate);
    const open = hosts.filter(({ host }) => read.checkHost(host) === undefined);
    if (open.length > 0) {
        const whom = open.map(({ id, host }) => `${host} (${id})`).join(", ");
        throw new Unusable(
            `${JSON.stringify(name)} is not for ${whom}; the newest one in ${region} is for ${(read.subjectAltName ?? read.subject).replaceAll("DNS:", "")}`,
            key,
        );
    }
    if (new Date(read.validTo) < new Date()) {
        throw new Unusable(`${JSON.stringify(name)} has expired in ${region}: ${read.validTo}`, key);
    }
    return arn;
}
