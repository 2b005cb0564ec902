import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";

export const trailMultiRegion = resourceRule({
    name: "trail-multi-region",
    title: "Trails cover all regions",
    description: "Attackers use regions without monitoring.",
    severity: "high",
    catalogues: { fsbp: ["CloudTrail.1"], checkov: ["CKV_AWS_251", "CKV_AWS_67"] },
    remediation:
        "Set isMultiRegionTrail to true, leave enableLogging on, and let eventSelectors keep management events.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
    types: ["aws:cloudtrail/trail:Trail"],
    check(trail) {
        if (trail.boolean("isMultiRegionTrail", false) === false)
            trail.fail("isMultiRegionTrail", "is not true");
        if (trail.boolean("enableLogging", true) === false) trail.fail("enableLogging", "is false");
        if (trail.boolean("includeGlobalServiceEvents", true) === false) {
            trail.fail("includeGlobalServiceEvents", "is false");
        }
        for (const path of ["eventSelectors", "advancedEventSelectors"]) {
            const selectors = trail.items(path);
            // Without any, it takes all management events.
            if (selectors.length > 0 && !selectors.some(takesManagement))
                trail.fail(path, "leaves management events out");
        }
    },
});

/** Whether a selector of either kind includes management events, reads and writes. */
function takesManagement(selector: View): boolean {
    const fields = selector.items("fieldSelectors");
    if (fields.length === 0) {
        const isAll = selector.word("readWriteType", "all") === "all";
        return selector.boolean("includeManagementEvents", true) === true && isAll;
    }
    const names = fields.map((field) => field.string("field", ""));
    const isManagement = (field: View) =>
        field.string("field", "") === "eventCategory" && field.strings("equals").includes("Management");
    return fields.some(isManagement) && !names.includes("readOnly");
}
