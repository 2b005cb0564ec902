import { resourceRule } from "../../core/rule";

export const vpcNaclAdminPorts = resourceRule({
    name: "vpc-nacl-admin-ports",
    title: "Network ACLs keep the world from SSH and remote desktop",
    description: "The ACL is the second door: it holds when a security group is opened by mistake.",
    severity: "medium",
    catalogues: { fsbp: ["EC2.21"], checkov: ["CKV_AWS_231", "CKV_AWS_232"], cdkNag: ["AwsSolutions-VPC3"] },
    mend: "Set fromPort and toPort so that 22 and 3389 are left out, or narrow cidrBlock down.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
    types: [
        "aws:ec2/networkAcl:NetworkAcl",
        "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
        "aws:ec2/networkAclRule:NetworkAclRule",
    ],
    check(resource) {
        const separate = resource.type.endsWith("Rule");
        if (separate && resource.boolean("egress", false) !== false) return;
        for (const rule of separate ? [resource] : resource.items("ingress")) {
            const action = rule.word(separate ? "ruleAction" : "action", "allow");
            const world = ["cidrBlock", "ipv6CidrBlock"].find((path) =>
                ["0.0.0.0/0", "::/0"].includes(rule.string(path, "") ?? ""),
            );
            if (action !== "allow" || world === undefined) continue;
            const all = ["-1", "all"].includes(rule.word("protocol", "-1") ?? "");
            const [from, to] = all ? [0, 65535] : [rule.number("fromPort", 0), rule.number("toPort", 0)];
            if (from === undefined || to === undefined) continue;
            for (const port of [22, 3389]) {
                if (from <= port && port <= to) rule.fail(world, `lets the world in at port ${port}`);
            }
        }
    },
});
