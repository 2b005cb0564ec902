import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const eventsBusEncryption = resourceRule({
    name: "events-bus-encryption",
    title: "Event buses are encrypted with a customer key",
    description:
        "A customer key adds a second access check for events, patterns and archives, with an entry in the trail.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Set kmsKeyIdentifier to a customer key whose policy lets events.amazonaws.com use it.",
    url: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html",
    types: ["aws:cloudwatch/eventBus:EventBus", "aws:cloudwatch/eventArchive:EventArchive"],
    check(resource) {
        assertOwnKey(resource, "kmsKeyIdentifier");
    },
});
