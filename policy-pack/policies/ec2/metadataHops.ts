import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";

export const ec2MetadataHops = resourceRule({
    name: "ec2-metadata-hops",
    title: "Containers on instances cannot reach instance credentials",
    description: "With more than one hop, containers can use the role of their host.",
    severity: "medium",
    catalogues: { fsbp: ["AutoScaling.4"], checkov: ["CKV_AWS_341"] },
    remediation: "Set metadataOptions.httpPutResponseHopLimit to 1.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-4",
    settings: {
        hops: {
            type: "integer",
            minimum: 1,
            maximum: 64,
            default: 1,
            description: "Maximum number of hops.",
        },
    },
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION],
    check(server, settings) {
        const hops = server.number("metadataOptions.httpPutResponseHopLimit", 1);
        const most = settings.number("hops");
        if (hops !== undefined && hops > most)
            server.fail("metadataOptions.httpPutResponseHopLimit", `is a number above ${most}`);
    },
});
