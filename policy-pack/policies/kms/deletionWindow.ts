import { resourceRule } from "../../core/rule";

export const kmsDeletionWindow = resourceRule({
    name: "kms-deletion-window",
    title: "Keys have a long deletion window",
    description: "Deleting a key makes all data encrypted with it unreadable, often unnoticed for days.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["KMS.3"] },
    remediation: "Set deletionWindowInDays to 30, or at least to the minimum of the rule.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3",
    settings: {
        days: {
            type: "integer",
            minimum: 7,
            maximum: 30,
            default: 30,
            description: "Minimum window, in days.",
        },
    },
    types: ["aws:kms/key:Key"],
    check(key, settings) {
        const days = key.number("deletionWindowInDays", 30);
        const minimum = settings.number("days");
        if (days !== undefined && days < minimum)
            key.fail("deletionWindowInDays", `is a number below ${minimum}`);
    },
});
