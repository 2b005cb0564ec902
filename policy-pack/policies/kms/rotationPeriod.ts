import { resourceRule } from "../../core/rule";

export const kmsRotationPeriod = resourceRule({
    name: "kms-rotation-period",
    title: "Customer keys have a limited rotation period",
    description: "A longer period increases the data exposed by one compromised key version.",
    severity: "low",
    catalogues: {},
    remediation: "Set rotationPeriodInDays to fewer days, or leave it out for a year.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    settings: {
        days: { type: "integer", minimum: 90, default: 365, description: "Maximum period, in days." },
    },
    types: ["aws:kms/key:Key"],
    check(key, settings) {
        // AWS's own default is a year.
        const days = key.number("rotationPeriodInDays", 365);
        if (days !== undefined && days > settings.number("days")) {
            key.fail("rotationPeriodInDays", `is a number above ${settings.number("days")}`);
        }
    },
});
