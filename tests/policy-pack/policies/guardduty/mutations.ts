import type { Mutation } from "../../mutations/mutation";

export const guardduty: readonly Mutation[] = [
    {
        rule: "guardduty-enabled",
        type: "aws:guardduty/detector:Detector",
        name: "security-guardduty",
        set: { enable: false },
    },
];
