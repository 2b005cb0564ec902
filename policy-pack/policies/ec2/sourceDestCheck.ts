import { resourceRule } from "../../core/rule";

export const ec2SourceDestCheck = resourceRule({
    name: "ec2-source-dest-check",
    title: "Instances forward no traffic of others",
    description:
        "A NAT instance is a single one: while it is replaced, and when its zone fails, private subnets have no way out.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Set sourceDestCheck to true, and use NAT gateways.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html",
    types: ["aws:ec2/instance:Instance", "aws:ec2/networkInterface:NetworkInterface"],
    check(one) {
        if (one.boolean("sourceDestCheck", true) === false) one.fail("sourceDestCheck", "is false");
    },
});
