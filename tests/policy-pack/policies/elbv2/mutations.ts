import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const BALANCER = { type: "aws:lb/loadBalancer:LoadBalancer" } as const;

const LOCAL = { stack: "local", ...BALANCER } as const;

const LISTENER = { type: "aws:lb/listener:Listener", name: "public" } as const;

const network: Sent = {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "network",
    props: {
        loadBalancerType: "network",
        internal: true,
        subnets: ["subnet-1", "subnet-2"],
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: true,
        accessLogs: { bucket: "logs", enabled: true },
        tags,
    },
};

export const elbv2: readonly Mutation[] = [
    { rule: "alb-access-logs", ...BALANCER, set: { "accessLogs.enabled": false } },
    {
        rule: "alb-cross-zone",
        ...BALANCER,
        name: "network",
        own: [network],
        set: { enableCrossZoneLoadBalancing: false },
    },
    { rule: "alb-deletion-protection", ...BALANCER, set: { enableDeletionProtection: false } },
    { rule: "alb-desync-mitigation", ...LOCAL, set: { desyncMitigationMode: "monitor" } },
    { rule: "alb-drop-invalid-headers", ...LOCAL, set: { dropInvalidHeaderFields: false } },
    {
        rule: "alb-firewall",
        type: "aws:wafv2/webAclAssociation:WebAclAssociation",
        name: "public",
        remove: true,
    },
    {
        rule: "alb-health-checks",
        type: "aws:lb/targetGroup:TargetGroup",
        name: "admin-a",
        set: { "healthCheck.enabled": false },
    },
    {
        rule: "alb-http-redirects",
        type: LISTENER.type,
        name: "public-redirect",
        set: { "defaultActions.0.redirect.protocol": "HTTP" },
    },
    // Without encryption, there is no TLS.
    { rule: "alb-listener-encrypted", ...LISTENER, set: { protocol: "TCP" }, hides: ["alb-tls-policy"] },
    {
        rule: "alb-no-classic",
        stack: "local",
        type: "aws:autoscaling/group:Group",
        name: "reports",
        set: { loadBalancers: ["old"] },
    },
    { rule: "alb-tls-policy", ...LISTENER, set: { sslPolicy: "ELBSecurityPolicy-2016-08" } },
    { rule: "alb-two-zones", ...LOCAL, set: { subnets: ["subnet-1"] } },
];
