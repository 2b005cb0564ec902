import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";

export const ec2MetadataTokens = resourceRule({
    name: "ec2-metadata-tokens",
    title: "Instances give their credentials only to who asks with a token",
    description:
        "Without a token, one careless request of the application hands the role of the instance to an attacker.",
    severity: "high",
    catalogues: { fsbp: ["EC2.8", "EC2.170", "AutoScaling.3"], checkov: ["CKV_AWS_79"] },
    remediation: "Set metadataOptions.httpTokens to required.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION],
    check(server) {
        // What it was started from says it.
        if (server.isSet("launchTemplate") && !server.isSet("metadataOptions")) return;
        if (server.word("metadataOptions.httpEndpoint", "enabled") === "disabled") return;
        if (server.word("metadataOptions.httpTokens", "optional") === "optional")
            server.fail("metadataOptions.httpTokens", "is not required");
    },
});
