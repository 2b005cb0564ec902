import { resourceRule } from "../../core/rule";
import { GROUP_RULES, openToWorld } from "./openings";

export const vpcAuthorisedPorts = resourceRule({
    name: "vpc-authorised-ports",
    title: "Only authorised ports are open to the internet",
    description: "Attackers scan the internet for open ports.",
    severity: "high",
    catalogues: { fsbp: ["EC2.18"], checkov: ["CKV_AWS_277"], cdkNag: ["AwsSolutions-EC23"] },
    remediation: "Limit the source to the required addresses, or open an authorised port only.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
    settings: {
        ports: {
            type: "array",
            items: { type: "integer" },
            default: [80, 443],
            description: "Ports that may be open to the internet.",
        },
    },
    types: GROUP_RULES,
    check(resource, settings) {
        const ports = settings.numbers("ports");
        for (const { view, source, from, to } of openToWorld(resource)) {
            if (from !== to || !ports.includes(from)) {
                view.fail(source, `opens ports other than ${ports.join(", ")} to the internet`);
            }
        }
    },
});
