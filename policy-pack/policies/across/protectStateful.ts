import { resourceRule } from "../../core/rule";
import { canonicalType } from "../../core/types";
import { STATEFUL } from "../../core/stateful";

export const protectStateful = resourceRule({
    name: "across-protect-stateful",
    title: "Resources that hold data are protected",
    description: "Without protect, a renamed resource or a wrong destroy deletes the data with it.",
    severity: "high",
    catalogues: {},
    mend: "Set the resource option protect to true.",
    url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    settings: {
        types: {
            type: "array",
            items: { type: "string" },
            default: [...STATEFUL],
            description: "Types that must be protected.",
        },
    },
    types: ["*"],
    check(resource, settings) {
        if (!resource.protect && settings.strings("types").map(canonicalType).includes(resource.type)) {
            resource.fail("protect", "is not true");
        }
    },
});
