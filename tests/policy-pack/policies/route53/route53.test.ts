import { dnsQueryLogs } from "../../../../policy-pack/policies/route53/queryLogs";
import { dnsNoForceDestroy } from "../../../../policy-pack/policies/route53/noForceDestroy";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(dnsNoForceDestroy, {
    compliant: { name: "example.com", forceDestroy: false },
    violating: [[{ forceDestroy: true }, /^forceDestroy is true/]],
    unknown: { forceDestroy: "fails" },
    absent: { forceDestroy: "passes" },
    wrongType: { forceDestroy: 1 },
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
        "the zone is unknown": [[zone, log({ zoneId: UNKNOWN })], "fails"],
    },
});
