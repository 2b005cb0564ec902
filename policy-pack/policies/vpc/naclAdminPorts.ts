import { resourceRule } from "../../core/rule";
import { numbered, type Numbered } from "./aclEntries";

export const vpcNaclAdminPorts = resourceRule({
    name: "vpc-nacl-admin-ports",
    title: "Network ACLs close SSH and remote desktop to the internet",
    description: "The ACL still blocks traffic when a security group is opened by mistake.",
    severity: "medium",
    catalogues: { fsbp: ["EC2.21"], checkov: ["CKV_AWS_231", "CKV_AWS_232"], cdkNag: ["AwsSolutions-VPC3"] },
    remediation: "Set fromPort and toPort to exclude 22 and 3389, or limit cidrBlock.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
    types: [
        "aws:ec2/networkAcl:NetworkAcl",
        "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
        "aws:ec2/networkAclRule:NetworkAclRule",
    ],
    check(resource) {
        const separate = resource.type.endsWith("Rule");
        if (separate && resource.boolean("egress", false) !== false) return;
        // Separate rule resources do not refer to others: earlier deny rules are ignored.
        const entries = separate
            ? numbered(resource, "ruleAction")
            : resource.items("ingress").flatMap((one) => numbered(one, "action"));
        for (const entry of entries.filter(({ action }) => action === "allow")) {
            for (const port of [22, 3389]) {
                const isMeant = (one: Numbered) => one.from <= port && port <= one.to;
                if (!isMeant(entry)) continue;
                const denied = entries.filter((one) => one.action === "deny" && isMeant(one));
                if (!denied.some((one) => one.comesBefore(entry)))
                    entry.view.fail(entry.world, `opens port ${port} to the internet`);
            }
        }
    },
});
