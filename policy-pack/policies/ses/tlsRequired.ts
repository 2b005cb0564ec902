import { resourceRule } from "../../core/rule";

export const sesTlsRequired = resourceRule({
    name: "ses-tls-required",
    title: "SES sends over TLS only",
    description:
        "SES otherwise delivers in plain text where the recipient's server offers no TLS, or somebody hides it.",
    severity: "medium",
    catalogues: { fsbp: ["SES.3"], checkov: ["CKV_AWS_365"] },
    remediation: "Set deliveryOptions.tlsPolicy to REQUIRE.",
    url: "https://docs.aws.amazon.com/config/latest/developerguide/ses-sending-tls-required.html",
    types: ["aws:sesv2/configurationSet:ConfigurationSet", "aws:ses/configurationSet:ConfigurationSet"],
    check(set) {
        const policy = set.word("deliveryOptions.tlsPolicy", "optional");
        if (policy !== undefined && policy !== "require") {
            set.fail("deliveryOptions.tlsPolicy", "is not REQUIRE");
        }
    },
});
