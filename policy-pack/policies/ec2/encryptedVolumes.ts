import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";
import { INSTANCES, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE } from "../shared/instances";
const VOLUME = "aws:ebs/volume:Volume";

export const ec2EncryptedVolumes = resourceRule({
    name: "ec2-encrypted-volumes",
    title: "Volumes are encrypted",
    description: "Without encryption, a copied disk or snapshot exposes all its data.",
    severity: "high",
    catalogues: {
        fsbp: ["EC2.3", "EC2.181"],
        checkov: ["CKV_AWS_3", "CKV_AWS_8"],
        cdkNag: ["AwsSolutions-EC26"],
    },
    remediation: "Set encrypted to true, for each volume.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3",
    types: [...INSTANCES, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, VOLUME],
    check(server) {
        if (server.type === VOLUME) assertEncrypted(server);
        else if (server.type === LAUNCH_TEMPLATE) {
            if (!server.isSet("blockDeviceMappings"))
                server.fail("blockDeviceMappings", "is not set: the image decides");
            for (const mapping of server.items("blockDeviceMappings")) {
                const volume = mapping.child("ebs");
                if (volume) assertEncrypted(volume);
            }
        } else {
            const isFromTemplate = server.isSet("launchTemplate");
            if (!isFromTemplate && !server.isSet("rootBlockDevice"))
                server.fail("rootBlockDevice", "is not set: the image decides");
            for (const volume of [...server.items("rootBlockDevice"), ...server.items("ebsBlockDevices")])
                assertEncrypted(volume);
        }
    },
});

function assertEncrypted(volume: View): void {
    if (volume.boolean("encrypted", false) === false) volume.fail("encrypted", "is not true");
}
