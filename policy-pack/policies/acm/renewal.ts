import { resourceRule } from "../../core/rule";

export const acmRenewal = resourceRule({
    name: "acm-renewal",
    title: "Certificates renew themselves",
    description:
        "ACM renews certificates validated by DNS; validation by mail needs a person at each renewal.",
    severity: "medium",
    catalogues: { fsbp: ["ACM.1"] },
    remediation: "Set validationMethod to DNS, and leave the records that prove the domain in place.",
    url: "https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html",
    types: ["aws:acm/certificate:Certificate"],
    check(certificate) {
        if (certificate.isSet("privateKey") || certificate.isSet("certificateBody")) {
            certificate.fail("certificateBody", "is set: imported certificates are not renewed");
        } else if (certificate.word("validationMethod", "dns") === "email") {
            certificate.fail("validationMethod", "is EMAIL");
        }
    },
});
