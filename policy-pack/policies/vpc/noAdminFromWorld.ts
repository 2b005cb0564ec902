import { resourceRule } from "../../core/rule";
import { GROUP_RULES, includesPort, openToWorld } from "./openings";

export const vpcNoAdminFromWorld = resourceRule({
    name: "vpc-no-admin-from-world",
    title: "Security groups close SSH and remote desktop to the internet",
    description: "Attackers constantly guess passwords and keys of public consoles.",
    severity: "critical",
    catalogues: { fsbp: ["EC2.13", "EC2.14", "EC2.53", "EC2.54"], checkov: ["CKV_AWS_24", "CKV_AWS_25"] },
    remediation: "Limit the source, or use Session Manager and open no port.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13",
    types: GROUP_RULES,
    check(resource) {
        for (const opening of openToWorld(resource)) {
            for (const port of [22, 3389]) {
                if (includesPort(opening, port)) {
                    opening.view.fail(opening.source, `opens port ${port} to the internet`);
                }
            }
        }
    },
});
