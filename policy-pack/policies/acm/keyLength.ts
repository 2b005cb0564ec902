import { resourceRule } from "../../core/rule";

export const acmKeyLength = resourceRule({
    name: "acm-key-length",
    title: "Certificate keys have a secure length",
    description: "RSA keys below 2048 bits can be broken.",
    severity: "high",
    catalogues: { fsbp: ["ACM.2"] },
    remediation: "Set keyAlgorithm to RSA_2048 or an EC algorithm.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2",
    types: ["aws:acm/certificate:Certificate"],
    check(certificate) {
        if (certificate.string("keyAlgorithm", "RSA_2048") === "RSA_1024") {
            certificate.fail("keyAlgorithm", "is too short");
        }
    },
});
