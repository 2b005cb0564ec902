import type { Values } from "../schema";

/** A domain that sends e-mail, and whether the stack's zone has its records. */
export interface PlacedDomain {
    readonly domain: string;
    readonly isInZone: boolean;
}

/** The domain of each entry of `plumbline:emails`; a check has made sure that each has one. */
export function emailDomains({
    emails,
    domain: own,
}: Pick<Values, "emails" | "domain">): Record<string, PlacedDomain> {
    return Object.fromEntries(
        Object.entries(emails).map(([name, entry]) => {
            const domain = emailDomainOf(entry, own) ?? "";
            return [name, { domain, isInZone: isBelow(domain, own?.name) }];
        }),
    );
}

/** The domain of an entry of `plumbline:emails`; undefined if neither it nor the stack has one. */
export function emailDomainOf(
    { domain }: Pick<Values["emails"][string], "domain">,
    own: Values["domain"],
): string | undefined {
    return domain ?? own?.name;
}

function isBelow(domain: string, zone: string | undefined): boolean {
    return zone !== undefined && (domain === zone || domain.endsWith(`.${zone}`));
}
