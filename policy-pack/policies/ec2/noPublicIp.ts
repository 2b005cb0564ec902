import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";

export const ec2NoPublicIp = resourceRule({
    name: "ec2-no-public-ip",
    title: "Instances have no public address",
    description: "Clients can reach a public address without passing the load balancer and its firewall.",
    severity: "high",
    catalogues: { fsbp: ["EC2.9", "EC2.25", "AutoScaling.5"], checkov: ["CKV_AWS_389", "CKV_AWS_88"] },
    remediation: "Set associatePublicIpAddress to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION],
    check(server) {
        const parts = server.type === LAUNCH_TEMPLATE ? server.items("networkInterfaces") : [server];
        for (const part of parts) {
            if (part.boolean("associatePublicIpAddress", false) === true)
                part.fail("associatePublicIpAddress", "is true");
        }
    },
});
