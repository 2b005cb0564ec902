import { stackRule } from "../../core/rule";

const ASSOCIATIONS = [
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "aws:wafregional/webAclAssociation:WebAclAssociation",
];

export const albFirewall = stackRule({
    name: "alb-firewall",
    title: "Public load balancers have a web ACL",
    description: "Without a web ACL, known attacks and request floods reach the application.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["ELB.16"], checkov: ["CKV2_AWS_28"] },
    remediation:
        "Associate a web ACL with the load balancer: a WebAclAssociation with its ARN as resourceArn.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
    check(stack) {
        for (const balancer of stack.all("aws:lb/loadBalancer:LoadBalancer")) {
            const type = balancer.word("loadBalancerType", "application");
            // Unknown only if the program does not set it; the load balancer is then public.
            const isInternal =
                !balancer.isUnknown("internal") && balancer.boolean("internal", false) !== false;
            if (type !== "application" || isInternal) continue;
            const hasWebAcl = ASSOCIATIONS.some(
                (kind) => stack.referring(kind, "resourceArn", balancer).length > 0,
            );
            if (!hasWebAcl) balancer.fail("arn", "is the resourceArn of no WebAclAssociation");
        }
    },
});
