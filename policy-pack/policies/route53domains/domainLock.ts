import { resourceRule } from "../../core/rule";

export const dnsDomainLock = resourceRule({
    name: "dns-domain-lock",
    title: "Domains have a transfer lock and auto-renewal",
    description:
        "Without the lock, a stolen password is enough to transfer a domain; without renewal, it lapses.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_377"] },
    remediation: "Set transferLock and autoRenew to true, or leave them out.",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html",
    types: ["aws:route53domains/registeredDomain:RegisteredDomain"],
    check(domain) {
        for (const path of ["transferLock", "autoRenew"]) {
            if (domain.boolean(path, true) === false) domain.fail(path, "is false");
        }
    },
});
