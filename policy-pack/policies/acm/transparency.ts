import { resourceRule } from "../../core/rule";

export const acmTransparency = resourceRule({
    name: "acm-transparency",
    title: "Certificates are in the public logs",
    description: "Browsers refuse certificates that are not, and false ones for your names go unnoticed.",
    severity: "low",
    catalogues: { checkov: ["CKV_AWS_234"] },
    remediation: "Set options.certificateTransparencyLoggingPreference to ENABLED, or leave it out.",
    url: "https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html#best-practices-transparency",
    types: ["aws:acm/certificate:Certificate"],
    check(certificate) {
        const path = "options.certificateTransparencyLoggingPreference";
        if (certificate.word(path, "enabled") === "disabled") certificate.fail(path, "is DISABLED");
    },
});
