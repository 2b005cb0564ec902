import { resourceRule } from "../../core/rule";

export const dnsNoForceDestroy = resourceRule({
    name: "dns-no-force-destroy",
    title: "Zones refuse to go with their records",
    description: "With the zone go records that others made, and its name servers change for good.",
    severity: "medium",
    profile: "prod",
    catalogues: {},
    remediation: "Set forceDestroy to false, or leave it out.",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html",
    types: ["aws:route53/zone:Zone"],
    check(zone) {
        if (zone.boolean("forceDestroy", false) === true) zone.fail("forceDestroy", "is true");
    },
});
