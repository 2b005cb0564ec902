import { type StackResource, stackRule, type StackView } from "../../core/rule";
import { DEFAULT_GROUP, SEPARATE_RULES, VPCS } from "../shared/networks";

export const vpcDefaultSecurityGroup = stackRule({
    name: "vpc-default-security-group",
    title: "Default security groups have no rules",
    description:
        "Resources without a security group get the default group, which allows all traffic between its members.",
    severity: "high",
    catalogues: { fsbp: ["EC2.2"], checkov: ["CKV2_AWS_12"] },
    remediation:
        "Adopt the group with a DefaultSecurityGroup without ingress and egress, and use no separate rules for it.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
    inputsOf: [DEFAULT_GROUP],
    check(stack) {
        for (const vpc of stack.all(...VPCS)) {
            const groups = stack.referring(DEFAULT_GROUP, "vpcId", vpc);
            if (groups.length === 0) vpc.fail("defaultSecurityGroupId", "belongs to no DefaultSecurityGroup");
        }
        // Also of VPCs of other programs.
        for (const group of stack.all(DEFAULT_GROUP)) {
            for (const rules of ["ingress", "egress"]) {
                // A preview does not know unset rules: there are none.
                const isThere = group.isUnknown(rules) ? group.isInput(rules) : group.isSet(rules);
                if (isThere) group.fail(rules, "is not empty");
            }
        }
        for (const rule of stack.all(...SEPARATE_RULES)) {
            if (isOfDefault(stack, rule)) rule.fail("securityGroupId", "is that of a default security group");
        }
    },
});

/** Whether a rule is one of a default group, which the program has adopted or names by its VPC. */
function isOfDefault(stack: StackView, rule: StackResource): boolean {
    if (stack.all(DEFAULT_GROUP).some((group) => rule.refersTo("securityGroupId", group))) return true;
    return stack.all(...VPCS).some((vpc) => {
        if (rule.refersTo("securityGroupId", vpc)) return true;
        const paths = ["securityGroupId", "defaultSecurityGroupId"] as const;
        if (rule.isUnknown(paths[0]) || vpc.isUnknown(paths[1])) return false;
        const given = vpc.string(paths[1], "");
        return given !== "" && rule.string(paths[0], "") === given;
    });
}
