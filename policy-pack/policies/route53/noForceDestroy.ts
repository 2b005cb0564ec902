import { resourceRule } from "../../core/rule";

export const dnsNoForceDestroy = resourceRule({
    name: "dns-no-force-destroy",
    title: "Hosted zones with records refuse deletion",
    description:
        "Deleting the zone deletes records of other programs, and its name servers change permanently.",
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
