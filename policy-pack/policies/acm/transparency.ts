import { resourceRule } from "../../core/rule";

export const acmTransparency = resourceRule({
    name: "acm-transparency",
    title: "Certificates appear in public transparency logs",
    description:
        "Browsers refuse unlogged certificates, and forged certificates for the domain stay undetected.",
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
