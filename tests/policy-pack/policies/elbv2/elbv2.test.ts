import { albAccessLogs } from "../../../../policy-pack/policies/elbv2/accessLogs";
import { albCrossZone } from "../../../../policy-pack/policies/elbv2/crossZone";
import { albDeletionProtection } from "../../../../policy-pack/policies/elbv2/deletionProtection";
import { albDesyncMitigation } from "../../../../policy-pack/policies/elbv2/desyncMitigation";
import { albDropInvalidHeaders } from "../../../../policy-pack/policies/elbv2/dropInvalidHeaders";
import { albFirewall } from "../../../../policy-pack/policies/elbv2/firewall";
import { albHealthChecks } from "../../../../policy-pack/policies/elbv2/healthChecks";
import { albHttpRedirects } from "../../../../policy-pack/policies/elbv2/httpRedirects";
import { albListenerEncrypted } from "../../../../policy-pack/policies/elbv2/listenerEncrypted";
import { albNoClassic } from "../../../../policy-pack/policies/elbv2/noClassic";
import { albTlsPolicy } from "../../../../policy-pack/policies/elbv2/tlsPolicy";
import { albTwoZones } from "../../../../policy-pack/policies/elbv2/twoZones";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(albAccessLogs, {
    compliant: { accessLogs: { bucket: "logs", enabled: true } },
    also: [{ "accessLogs.enabled": "true" }],
    violating: [[{ "accessLogs.enabled": false }, /^accessLogs\.enabled is not true/]],
    unknown: { "accessLogs.enabled": "fails" },
    absent: { "accessLogs.enabled": "fails" },
    wrongType: { "accessLogs.enabled": "maybe" },
});

testRule(albCrossZone, {
    compliant: { loadBalancerType: "network", enableCrossZoneLoadBalancing: true },
    also: [{ loadBalancerType: "application", enableCrossZoneLoadBalancing: false }],
    violating: [
        [{ enableCrossZoneLoadBalancing: false }, /^enableCross/],
        [{ loadBalancerType: "gateway", enableCrossZoneLoadBalancing: false }, /is not true/],
    ],
    unknown: { enableCrossZoneLoadBalancing: "fails" },
    absent: { enableCrossZoneLoadBalancing: "fails", loadBalancerType: "passes" },
    wrongType: { enableCrossZoneLoadBalancing: 7 },
});

testRule(albDeletionProtection, {
    compliant: { enableDeletionProtection: true },
    also: [{ enableDeletionProtection: "true" }],
    violating: [[{ enableDeletionProtection: false }, /^enableDeletionProtection is not true/]],
    unknown: { enableDeletionProtection: "fails" },
    absent: { enableDeletionProtection: "fails" },
    wrongType: { enableDeletionProtection: "maybe" },
});

testRule(albDesyncMitigation, {
    compliant: { desyncMitigationMode: "strictest" },
    also: [
        { desyncMitigationMode: "defensive" },
        { desyncMitigationMode: "monitor", loadBalancerType: "network" },
    ],
    violating: [[{ desyncMitigationMode: "monitor" }, /neither defensive nor strictest/]],
    unknown: { desyncMitigationMode: "fails" },
    absent: { desyncMitigationMode: "passes" },
    wrongType: { desyncMitigationMode: 7 },
});

testRule(albDropInvalidHeaders, {
    compliant: { dropInvalidHeaderFields: true },
    also: [{ dropInvalidHeaderFields: "true" }],
    violating: [[{ dropInvalidHeaderFields: false }, /^dropInvalidHeaderFields is not true/]],
    unknown: { dropInvalidHeaderFields: "fails" },
    absent: { dropInvalidHeaderFields: "fails" },
    wrongType: { dropInvalidHeaderFields: "maybe" },
});

testRule(albHealthChecks, {
    compliant: { protocol: "HTTP", healthCheck: { path: "/health" } },
    also: [{ protocol: "TCP", healthCheck: undefined }],
    violating: [
        [{ "healthCheck.enabled": false }, /healthCheck.enabled is not true/],
        [{ "healthCheck.path": "" }, /healthCheck.path is not set/],
        [{ healthCheck: undefined }, /healthCheck.path/],
    ],
    unknown: { "healthCheck.enabled": "fails", "healthCheck.path": "passes", protocol: "fails" },
    absent: {
        "healthCheck.path": "fails",
        healthCheck: "fails",
        "healthCheck.enabled": "passes",
        protocol: "passes",
    },
    wrongType: { "healthCheck.path": 7 },
});

testRule(albHttpRedirects, {
    compliant: {
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443" } }],
    },
    also: [
        { protocol: "HTTPS", defaultActions: [] },
        { defaultActions: { type: "redirect", redirect: { protocol: "HTTPS" } } },
        { protocol: undefined, port: 80 },
        // A gateway's has neither.
        { protocol: undefined, defaultActions: [{ type: "forward", targetGroupArn: "arn:1" }] },
    ],
    violating: [
        [{ protocol: undefined, port: 80, defaultActions: [{ type: "forward" }] }, /answers in plain text/],
        [{ defaultActions: [{ type: "forward", targetGroupArn: "arn:1" }] }, /answers in plain text/],
        [{ "defaultActions.0.redirect.protocol": "HTTP" }, /plain text/],
        [{ "defaultActions.0.redirect.protocol": undefined }, /plain text/],
    ],
    // Only the presence of a port matters.
    unknown: { protocol: "fails", defaultActions: "fails", port: "passes" },
    absent: { defaultActions: "fails", protocol: "passes" },
    wrongType: { defaultActions: 7 },
});

testRule(albListenerEncrypted, {
    compliant: { protocol: "TLS" },
    // Datagrams take no TLS.
    also: ["HTTPS", "HTTP", "UDP", "udp", "TCP_UDP", "QUIC"].map((protocol) => ({ protocol })),
    violating: [
        [{ protocol: "TCP" }, /neither HTTPS nor TLS/],
        [{ protocol: "tcp" }, /protocol/],
    ],
    unknown: { protocol: "fails" },
    absent: { protocol: "passes" },
    wrongType: { protocol: 7 },
});

testRule(albNoClassic, {
    compliant: { targetGroupArns: ["arn:1"] },
    type: "aws:autoscaling/group:Group",
    also: [{ loadBalancers: [] }],
    violating: [[{ loadBalancers: ["old"] }, /names a classic load balancer/]],
    unknown: { loadBalancers: "fails" },
    absent: { loadBalancers: "passes" },
    wrongType: { loadBalancers: 7 },
});

testRule(albTlsPolicy, {
    compliant: { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    also: [
        { sslPolicy: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04" },
        { protocol: "HTTP", sslPolicy: undefined },
    ],
    violating: [
        [{ sslPolicy: "ELBSecurityPolicy-2016-08" }, /none of the recommended/],
        [{ sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" }, /sslPolicy/],
        [{ protocol: "TLS", sslPolicy: undefined }, /sslPolicy/],
    ],
    unknown: { sslPolicy: "fails", protocol: "fails" },
    absent: { sslPolicy: "fails", protocol: "passes" },
    wrongType: { sslPolicy: 7 },
});

testRule(albTwoZones, {
    compliant: { subnets: ["subnet-1", "subnet-2"] },
    also: [
        { subnets: undefined, subnetMappings: [{ subnetId: "a" }, { subnetId: "b" }] },
        { subnets: [UNKNOWN, UNKNOWN] },
    ],
    violating: [
        [{ subnets: ["subnet-1"] }, /fewer than 2/],
        [{ subnets: undefined, subnetMappings: [{ subnetId: "subnet-1" }] }, /^subnetMappings/],
    ],
    // The known part of the other list, or the presence of a second, decides.
    unknown: {
        subnetMappings: "passes",
        "subnets.1": "passes",
        "subnetMappings.1": "passes",
        subnets: "fails",
    },
    absent: { subnets: "fails" },
    wrongType: { subnets: 7 },
});

const balancer = (props: object): Sent => ({
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "public",
    props: { arn: "arn:lb-1", loadBalancerType: "application", ...props },
});
const association = (resourceArn: string): Sent => ({
    type: "aws:wafv2/webAclAssociation:WebAclAssociation",
    name: "guard",
    props: { resourceArn },
});

testStackRule(albFirewall, {
    satisfied: {
        "a public one with a web ACL": [balancer({}), association("arn:lb-1")],
        "an internal one": [balancer({ internal: true })],
        "a network one": [balancer({ loadBalancerType: "network" })],
        "a web ACL known by its dependencies": [
            balancer({ internal: UNKNOWN }),
            { ...association(UNKNOWN), dependencies: { resourceArn: [urnOf(balancer({}))] } },
        ],
    },
    broken: {
        "one without": [[balancer({})], /no WebAclAssociation/, "public"],
        "a web ACL of another": [[balancer({}), association("arn:lb-2")], /no WebAclAssociation/, "public"],
        "one of a wrong type": [[balancer({ loadBalancerType: 7 }), association("arn:lb-1")], /is a number/],
    },
    unknown: {
        "its scheme is unknown": [[balancer({ internal: UNKNOWN })], "fails"],
        "its kind is unknown": [[balancer({ loadBalancerType: UNKNOWN }), association("arn:lb-1")], "fails"],
    },
});
