import { stackRule } from "../../core/rule";
import { DEFAULT_GROUP, VPCS } from "../shared/networks";

export const vpcDefaultSecurityGroup = stackRule({
    name: "vpc-default-security-group",
    title: "Default security groups have no rules",
    description:
        "Resources without a security group get the default group, which allows all traffic between its members.",
    severity: "high",
    catalogues: { fsbp: ["EC2.2"], checkov: ["CKV2_AWS_12"] },
    remediation: "Adopt the group with a DefaultSecurityGroup that has no ingress and no egress.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
    inputsOf: [DEFAULT_GROUP],
    check(stack) {
        for (const vpc of stack.all(...VPCS)) {
            const groups = stack.referring(DEFAULT_GROUP, "vpcId", vpc);
            if (groups.length === 0) vpc.fail("defaultSecurityGroupId", "belongs to no DefaultSecurityGroup");
            for (const group of groups) {
                for (const rules of ["ingress", "egress"]) {
                    // A preview does not know unset rules: there are none.
                    const isThere = group.isUnknown(rules) ? group.isInput(rules) : group.isSet(rules);
                    if (isThere) group.fail(rules, "is not empty");
                }
            }
        }
    },
});
