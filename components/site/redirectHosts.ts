import type * as pulumi from "@pulumi/pulumi";

import { dashed } from "../../model/names";
import { zoneHolds } from "../edge";
import { refusal } from "../support/component";
import { aliasRecords, type AliasTarget, type PublicZone } from "../support/dns";
import type { ForeignHost } from "./siteCertificate";

/** A host that leads to a site; without a zone of its own it is in that of the site's domain. */
export interface RedirectHost {
    readonly host: string;
    readonly zoneId?: pulumi.Input<string>;
}

/** The domain of a site. */
interface SiteDomain {
    readonly host: string;
    readonly zone: PublicZone;
}

/**
 * The hosts that lead to a site, each as a full name.
 *
 * @throws pulumi.ResourceError for a host that CloudFront would refuse, because no certificate is for it
 */
export function redirectHosts(
    site: string,
    given: readonly (string | ForeignHost)[],
    domain: SiteDomain | undefined,
    parent: pulumi.Resource,
): RedirectHost[] {
    const wrong = given.flatMap((host) =>
        typeof host === "string" && !isBelow(host, domain?.zone.domainName) ? [`"${host}"`] : [],
    );
    if (wrong.length > 0) {
        const allowed =
            domain === undefined
                ? "without a domain there must be none"
                : `it must be a name below ${domain.zone.domainName}, such as www.${domain.zone.domainName}, or a map with host and zoneId`;
        throw refusal(`sites.${site}.redirectHosts: ${wrong.join(", ")} is not allowed; ${allowed}`, parent);
    }
    const hosts = given.map((host): RedirectHost => (typeof host === "string" ? { host } : host));
    for (const { host, zoneId } of hosts) {
        if (zoneId !== undefined) zoneHolds(host, zoneId, `sites.${site}.redirectHosts (${host})`, parent);
    }
    return hosts;
}

/** DNS records of the hosts. */
export function redirectRecords(
    site: string,
    hosts: readonly RedirectHost[],
    { zone }: SiteDomain,
    target: AliasTarget,
    options: pulumi.CustomResourceOptions,
): void {
    for (const { host, zoneId } of hosts) {
        const name = `${site}-${dashed(host)}`;
        const label = host.slice(0, -zone.domainName.length - 1);
        // Records that were made with the label alone are the same ones.
        const former = zoneId === undefined ? { earlier: { name: `${site}-${label}` } } : {};
        aliasRecords(name, zoneId === undefined ? zone : { zoneId }, host, target, options, {
            ipv6: true,
            ...former,
        });
    }
}

/** The stack's certificate is for one label below the domain. */
function isBelow(host: string, domain: string | undefined): boolean {
    if (domain === undefined || !host.endsWith(`.${domain}`)) return false;
    return /^[a-z0-9-]+$/.test(host.slice(0, -domain.length - 1));
}
