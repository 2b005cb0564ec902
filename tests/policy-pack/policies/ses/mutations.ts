import type { Mutation } from "../../mutations/mutation";
import { document, everybody } from "../../support/documents";

const stack = "local";

export const ses: readonly Mutation[] = [
    {
        rule: "ses-dkim-keys",
        stack,
        type: "aws:sesv2/emailIdentity:EmailIdentity",
        set: { dkimSigningAttributes: { nextSigningKeyLength: "RSA_1024_BIT" } },
    },
    {
        rule: "ses-feedback",
        stack,
        type: "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
        set: { "eventDestination.enabled": false },
    },
    {
        rule: "ses-not-public",
        stack,
        type: "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy",
        set: { policy: document(everybody()) },
    },
    {
        rule: "ses-tls-required",
        stack,
        type: "aws:sesv2/configurationSet:ConfigurationSet",
        set: { "deliveryOptions.tlsPolicy": "OPTIONAL" },
    },
];
