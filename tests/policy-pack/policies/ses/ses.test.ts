import { sesDkimKeys } from "../../../../policy-pack/policies/ses/dkimKeys";
import { sesFeedback } from "../../../../policy-pack/policies/ses/feedback";
import { sesNotPublic } from "../../../../policy-pack/policies/ses/notPublic";
import { sesTlsRequired } from "../../../../policy-pack/policies/ses/tlsRequired";
import { publicPolicies } from "../../support/documents";
import { type Sent, UNKNOWN } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

for (const type of sesNotPublic.types) {
    testRule(sesNotPublic, { type, ...publicPolicies });
}

for (const type of sesTlsRequired.types) {
    testRule(sesTlsRequired, {
        type,
        compliant: { deliveryOptions: { tlsPolicy: "REQUIRE" } },
        also: [{ deliveryOptions: { tlsPolicy: "Require" } }],
        violating: [
            [{ deliveryOptions: { tlsPolicy: "OPTIONAL" } }, /^deliveryOptions.tlsPolicy is not REQUIRE/],
            [{ deliveryOptions: {} }, /is not REQUIRE/],
        ],
        unknown: { "deliveryOptions.tlsPolicy": "fails", deliveryOptions: "fails" },
        absent: { "deliveryOptions.tlsPolicy": "fails", deliveryOptions: "fails" },
        wrongType: { deliveryOptions: { tlsPolicy: 7 } },
    });
}

testRule(sesDkimKeys, {
    compliant: { dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" } },
    violating: [
        [
            { dkimSigningAttributes: { nextSigningKeyLength: "RSA_1024_BIT" } },
            /^dkimSigningAttributes.nextSigningKeyLength is RSA_1024_BIT/,
        ],
    ],
    unknown: { "dkimSigningAttributes.nextSigningKeyLength": "fails", dkimSigningAttributes: "fails" },
    absent: { "dkimSigningAttributes.nextSigningKeyLength": "passes", dkimSigningAttributes: "passes" },
    wrongType: { dkimSigningAttributes: { nextSigningKeyLength: 7 } },
});

const set: Sent = {
    type: "aws:sesv2/configurationSet:ConfigurationSet",
    name: "main",
    props: { configurationSetName: "shop-main", id: "shop-main" },
};

const destination = (matchingEventTypes: unknown, enabled: unknown = true): Sent => ({
    type: "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
    name: "metrics",
    props: { configurationSetName: "shop-main", eventDestination: { enabled, matchingEventTypes } },
});

testStackRule(sesFeedback, {
    satisfied: {
        "one destination for both": [set, destination(["SEND", "BOUNCE", "COMPLAINT"])],
        "one for each": [set, destination(["BOUNCE"]), { ...destination(["COMPLAINT"]), name: "other" }],
    },
    broken: {
        "no destination": [
            [set],
            /^configurationSetName has no enabled event destination for BOUNCE/,
            "main",
        ],
        "one that is not turned on": [
            [set, destination(["BOUNCE", "COMPLAINT"], false)],
            /has no enabled event destination for BOUNCE/,
            "main",
        ],
        "one for deliveries alone": [[set, destination(["DELIVERY", "BOUNCE"])], /for COMPLAINT/, "main"],
    },
    unknown: {
        "the events are": [[set, destination(UNKNOWN)], "fails"],
        "whether it is enabled is": [[set, destination(["BOUNCE", "COMPLAINT"], UNKNOWN)], "fails"],
    },
});
