import { resourceRule } from "../../core/rule";

const ADDRESS = "aws:ec2/eip:Eip";
const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";

export const ec2NoElasticAddress = resourceRule({
    name: "ec2-no-elastic-address",
    title: "Instances and their interfaces have no Elastic IP address",
    description:
        "One instance with the address is all that answers: it has no firewall and no second zone, and is away while it is replaced.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation:
        "Put a load balancer in front of the instance, and a NAT gateway in place of a NAT instance.",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html",
    types: [ADDRESS, ASSOCIATION],
    check(address) {
        const ending = address.type === ADDRESS ? "" : "Id";
        for (const path of [`instance${ending}`, `networkInterface${ending}`]) {
            if (address.isSet(path)) address.fail(path, "is set");
        }
    },
});
