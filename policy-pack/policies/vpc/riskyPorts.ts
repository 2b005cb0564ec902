import { resourceRule } from "../../core/rule";
import { GROUP_RULES, includesPort, openToWorld } from "./openings";

export const vpcRiskyPorts = resourceRule({
    name: "vpc-risky-ports",
    title: "Security groups close risky ports to the internet",
    description: "Databases, file shares and remote consoles are not designed for direct internet access.",
    severity: "critical",
    catalogues: { fsbp: ["EC2.19"] },
    remediation: "Limit the source to the security groups of the clients.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
    settings: {
        ports: {
            type: "array",
            items: { type: "integer" },
            default: [
                20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601,
                6379, 8080, 8088, 8888, 9200, 9300, 11211, 27017,
            ],
            description:
                "Ports that must not be open to the internet: the ports of EC2.19, Redis and others.",
        },
    },
    types: GROUP_RULES,
    check(resource, settings) {
        const ports = settings.numbers("ports");
        for (const opening of openToWorld(resource)) {
            if (ports.some((port) => includesPort(opening, port))) {
                opening.view.fail(opening.source, "opens a port of a risky service to the internet");
            }
        }
    },
});
