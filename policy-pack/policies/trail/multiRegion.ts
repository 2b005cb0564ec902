import { resourceRule } from "../../core/rule";

export const trailMultiRegion = resourceRule({
    name: "trail-multi-region",
    title: "Trails cover all regions",
    description: "Who does not want to be seen works in a region that nobody looks at.",
    severity: "high",
    catalogues: { fsbp: ["CloudTrail.1"], checkov: ["CKV_AWS_67"] },
    mend: "Set isMultiRegionTrail to true, and leave enableLogging on.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
    types: ["aws:cloudtrail/trail:Trail"],
    check(trail) {
        if (trail.boolean("isMultiRegionTrail", false) === false)
            trail.fail("isMultiRegionTrail", "is not true");
        if (trail.boolean("enableLogging", true) === false) trail.fail("enableLogging", "is false");
        if (trail.boolean("includeGlobalServiceEvents", true) === false) {
            trail.fail("includeGlobalServiceEvents", "is false");
        }
    },
});
