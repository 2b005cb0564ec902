import { acmKeyLength } from "../../../policy-pack/policies/acm/keyLength";
import { acmRenewal } from "../../../policy-pack/policies/acm/renewal";
import { acmTransparency } from "../../../policy-pack/policies/acm/transparency";
import { trailCustomerKey } from "../../../policy-pack/policies/cloudtrail/customerKey";
import { dnsDomainLock } from "../../../policy-pack/policies/route53domains/domainLock";
import { trailMultiRegion } from "../../../policy-pack/policies/cloudtrail/multiRegion";
import { dnsQueryLogs } from "../../../policy-pack/policies/route53/queryLogs";
import { trailToLogs } from "../../../policy-pack/policies/cloudtrail/toLogs";
import { trailValidation } from "../../../policy-pack/policies/cloudtrail/validation";
import { dnsNoForceDestroy } from "../../../policy-pack/policies/route53/noForceDestroy";
import { type Sent, UNKNOWN, urnOf } from "../support/engine";
import { testRule } from "../support/fixtures";
import { testStackRule } from "../support/stackFixtures";

testRule(acmKeyLength, {
    compliant: { keyAlgorithm: "EC_prime256v1" },
    also: [{ keyAlgorithm: "RSA_2048" }],
    violating: [[{ keyAlgorithm: "RSA_1024" }, /^keyAlgorithm is too short/]],
    unknown: { keyAlgorithm: "fails" },
    absent: { keyAlgorithm: "passes" },
    wrongType: { keyAlgorithm: 1024 },
});

testRule(acmRenewal, {
    compliant: { domainName: "shop.example.com", validationMethod: "DNS" },
    violating: [
        [{ validationMethod: "EMAIL" }, /^validationMethod is EMAIL/],
        [{ certificateBody: "-----BEGIN CERTIFICATE-----" }, /^certificateBody is set: imported/],
    ],
    unknown: { validationMethod: "fails", certificateBody: "fails" },
    // Private certificates are renewed without.
    absent: { validationMethod: "passes" },
    wrongType: { validationMethod: 7 },
});

const LOGGED = "options.certificateTransparencyLoggingPreference";

testRule(acmTransparency, {
    compliant: { options: { certificateTransparencyLoggingPreference: "ENABLED" } },
    violating: [[{ [LOGGED]: "DISABLED" }, /certificateTransparencyLoggingPreference is DISABLED/]],
    unknown: { options: "fails", [LOGGED]: "fails" },
    absent: { options: "passes", [LOGGED]: "passes" },
    wrongType: { options: "none", [LOGGED]: false },
});

testRule(dnsDomainLock, {
    compliant: { domainName: "example.com", transferLock: true, autoRenew: true },
    violating: [
        [{ transferLock: false }, /^transferLock is false/],
        [{ autoRenew: false }, /^autoRenew is false/],
    ],
    unknown: { transferLock: "fails", autoRenew: "fails" },
    absent: { transferLock: "passes", autoRenew: "passes" },
    wrongType: { transferLock: "yes" },
});

testRule(dnsNoForceDestroy, {
    compliant: { name: "example.com", forceDestroy: false },
    violating: [[{ forceDestroy: true }, /^forceDestroy is true/]],
    unknown: { forceDestroy: "fails" },
    absent: { forceDestroy: "passes" },
    wrongType: { forceDestroy: 1 },
});

testRule(trailCustomerKey, {
    compliant: { kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" },
    violating: [[{ kmsKeyId: "" }, /^kmsKeyId is not set/]],
    // That there will be a key is what matters.
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
    // That there will be a group is what matters.
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

const zone: Sent = {
    type: "aws:route53/zone:Zone",
    name: "domain",
    props: { name: "example.com", id: "Z1" },
};
const log = (props: object, dependencies = {}): Sent => ({
    type: "aws:route53/queryLog:QueryLog",
    name: "log",
    props: { zoneId: "Z1", ...props },
    dependencies,
});

testStackRule(dnsQueryLogs, {
    satisfied: {
        "a zone with its log": [zone, log({})],
        "a private zone": [{ ...zone, props: { ...zone.props, vpcs: [{ vpcId: "vpc-1" }] } }],
    },
    broken: {
        "a zone without": [[zone], /is the zoneId of no QueryLog/, "domain"],
        "the log of another": [[zone, log({ zoneId: "Z2" })], /no QueryLog/, "domain"],
        "a log of none": [[zone, log({ zoneId: null })], /no QueryLog/, "domain"],
        "a log of a wrong type": [[zone, log({ zoneId: 7 })], /no QueryLog/, "domain"],
    },
    unknown: {
        "the zone's id is, but not that it is this one": [
            [zone, log({ zoneId: UNKNOWN }, { zoneId: [urnOf(zone)] })],
            "passes",
        ],
        "nothing says which zone it is": [[zone, log({ zoneId: UNKNOWN })], "fails"],
    },
});
