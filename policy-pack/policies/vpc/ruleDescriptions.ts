import { resourceRule } from "../../core/rule";
import { GROUP_RULES } from "./openings";

export const vpcRuleDescriptions = resourceRule({
    name: "vpc-rule-descriptions",
    title: "Security groups and their rules have descriptions",
    description: "Unexplained rules are never removed.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_23"], cdkNag: ["AwsSolutions-EC27"] },
    remediation: "Set description to the purpose of the group or rule.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    types: [...GROUP_RULES, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
    check(resource) {
        const lists = ["ingress", "egress"].flatMap((rules) => resource.items(rules));
        const isDefault = resource.type.endsWith("DefaultSecurityGroup");
        for (const described of isDefault ? lists : [resource, ...lists]) {
            const text = described.string("description", "");
            // Pulumi's default description.
            if (text === "" || text === "Managed by Pulumi" || text === "Managed by Terraform") {
                described.fail("description", "is not set");
            }
        }
    },
});
