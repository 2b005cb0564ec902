import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";

export const ec2MetadataTokens = resourceRule({
    name: "ec2-metadata-tokens",
    title: "Instance metadata requires a token (IMDSv2)",
    description:
        "Without a token, one forged request of the application (SSRF) exposes the instance role's credentials.",
    severity: "high",
    catalogues: { fsbp: ["EC2.8", "EC2.170", "AutoScaling.3"], checkov: ["CKV_AWS_79"] },
    remediation: "Set metadataOptions.httpTokens to required.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION],
    check(server) {
        // The launch template contains the setting.
        if (server.isSet("launchTemplate") && !server.isSet("metadataOptions")) return;
        if (server.word("metadataOptions.httpEndpoint", "enabled") === "disabled") return;
        if (server.word("metadataOptions.httpTokens", "optional") === "optional")
            server.fail("metadataOptions.httpTokens", "is not required");
    },
});
