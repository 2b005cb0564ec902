import { trailCustomerKey } from "../../../../policy-pack/policies/cloudtrail/customerKey";
import { trailMultiRegion } from "../../../../policy-pack/policies/cloudtrail/multiRegion";
import { trailToLogs } from "../../../../policy-pack/policies/cloudtrail/toLogs";
import { trailValidation } from "../../../../policy-pack/policies/cloudtrail/validation";
import { testRule } from "../../support/fixtures";

testRule(trailCustomerKey, {
    compliant: { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" },
    violating: [[{ kmsKeyId: "" }, /^kmsKeyId is not set/]],
    // Only the presence of a key matters.
    unknown: { kmsKeyId: "passes" },
    absent: { kmsKeyId: "fails" },
    wrongType: {},
});

const fields = (...fieldSelectors: readonly object[]) => ({ advancedEventSelectors: [{ fieldSelectors }] });

const MANAGEMENT = { field: "eventCategory", equals: ["Management"] };

testRule(trailMultiRegion, {
    compliant: { isMultiRegionTrail: true, enableLogging: true, includeGlobalServiceEvents: true },
    also: [
        { eventSelectors: [] },
        { eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object" }] }] },
        { eventSelectors: [{ includeManagementEvents: false }, { readWriteType: "All" }] },
        fields(MANAGEMENT, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }),
    ],
    violating: [
        [{ eventSelectors: [{ includeManagementEvents: false }] }, /^eventSelectors leaves management/],
        [{ eventSelectors: [{ readWriteType: "ReadOnly" }] }, /^eventSelectors leaves management/],
        [fields({ field: "eventCategory", equals: ["Data"] }), /^advancedEventSelectors leaves management/],
        [fields(MANAGEMENT, { field: "readOnly", equals: ["true"] }), /^advancedEventSelectors leaves/],
        [{ isMultiRegionTrail: false }, /^isMultiRegionTrail is not true/],
        [{ enableLogging: false }, /^enableLogging is false/],
        [{ includeGlobalServiceEvents: false }, /^includeGlobalServiceEvents is false/],
    ],
    unknown: {
        isMultiRegionTrail: "fails",
        enableLogging: "fails",
        includeGlobalServiceEvents: "fails",
        eventSelectors: "fails",
        advancedEventSelectors: "fails",
    },
    absent: { isMultiRegionTrail: "fails", enableLogging: "passes", includeGlobalServiceEvents: "passes" },
    wrongType: { isMultiRegionTrail: "all", enableLogging: 7, eventSelectors: "all" },
});

testRule(trailToLogs, {
    compliant: { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*" },
    violating: [[{ cloudWatchLogsGroupArn: "" }, /^cloudWatchLogsGroupArn is not set/]],
    // Only the presence of a group matters.
    unknown: { cloudWatchLogsGroupArn: "passes" },
    absent: { cloudWatchLogsGroupArn: "fails" },
    wrongType: {},
});

testRule(trailValidation, {
    compliant: { enableLogFileValidation: true },
    violating: [[{ enableLogFileValidation: false }, /^enableLogFileValidation is not true/]],
    unknown: { enableLogFileValidation: "fails" },
    absent: { enableLogFileValidation: "fails" },
    wrongType: { enableLogFileValidation: "often" },
});
