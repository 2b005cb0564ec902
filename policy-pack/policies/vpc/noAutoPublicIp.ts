import { resourceRule } from "../../core/rule";
import { DEFAULT_SUBNET, SUBNETS } from "../shared/networks";

export const vpcNoAutoPublicIp = resourceRule({
    name: "vpc-no-auto-public-ip",
    title: "Subnets assign no public addresses",
    description: "Resources in such a subnet get a public address without requesting one.",
    severity: "medium",
    catalogues: { fsbp: ["EC2.15"], checkov: ["CKV_AWS_130"] },
    remediation: "Set mapPublicIpOnLaunch to false, and assign addresses to resources that need them.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
    types: SUBNETS,
    check(subnet) {
        // Default subnets assign addresses by default.
        const unsaid = subnet.type === DEFAULT_SUBNET;
        if (subnet.boolean("mapPublicIpOnLaunch", unsaid)) subnet.fail("mapPublicIpOnLaunch", "is true");
    },
});
