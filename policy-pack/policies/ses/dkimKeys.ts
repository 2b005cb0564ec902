import { resourceRule } from "../../core/rule";

export const sesDkimKeys = resourceRule({
    name: "ses-dkim-keys",
    title: "DKIM keys have 2048 bits",
    description:
        "Keys of 1024 bits are within reach of attackers, who could then sign mail in the domain's name.",
    severity: "medium",
    catalogues: {},
    remediation: "Set dkimSigningAttributes.nextSigningKeyLength to RSA_2048_BIT.",
    url: "https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html",
    types: ["aws:sesv2/emailIdentity:EmailIdentity"],
    check(identity) {
        const length = identity.word("dkimSigningAttributes.nextSigningKeyLength", "rsa_2048_bit");
        if (length === "rsa_1024_bit") {
            identity.fail("dkimSigningAttributes.nextSigningKeyLength", "is RSA_1024_BIT");
        }
    },
});
