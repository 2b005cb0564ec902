import { stackRule } from "../../core/rule";

const SEPARATE = {
    ingress: [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "aws:ec2/securityGroupRule:SecurityGroupRule",
    ],
    egress: [
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:ec2/securityGroupRule:SecurityGroupRule",
    ],
};

export const vpcOneKindOfRules = stackRule({
    name: "vpc-one-kind-of-rules",
    title: "A security group has either inline or separate rules",
    description:
        "With both kinds, each deployment removes rules of the other kind, and ports open or close alternately.",
    severity: "medium",
    catalogues: { checkov: [] },
    remediation: "Move the inline ingress and egress into separate rule resources.",
    url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    inputsOf: ["aws:ec2/securityGroup:SecurityGroup"],
    check(stack) {
        // A default group has rules of neither kind: vpc-default-security-group.
        for (const group of stack.all("aws:ec2/securityGroup:SecurityGroup")) {
            for (const [rules, types] of Object.entries(SEPARATE)) {
                const separate = types.flatMap((type) => stack.referring(type, "securityGroupId", group));
                // A state contains all values of AWS: only inputs show inline rules.
                if (separate.length > 0 && group.isInput(rules)) {
                    group.fail(rules, "is set beside separate rules for the same group");
                }
            }
        }
    },
});
