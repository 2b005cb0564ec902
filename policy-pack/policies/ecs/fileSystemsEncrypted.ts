import { resourceRule } from "../../core/rule";
import { TASK_DEFINITIONS } from "./containers";

export const ecsFileSystemsEncrypted = resourceRule({
    name: "ecs-file-systems-encrypted",
    title: "Tasks encrypt traffic to file systems",
    description: "EFS sends files over the network; without TLS, attackers there can read them.",
    severity: "medium",
    catalogues: { fsbp: ["ECS.18"], checkov: ["CKV_AWS_97"] },
    remediation: "Set transitEncryption of the volume to ENABLED.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-18",
    types: TASK_DEFINITIONS,
    check(task) {
        for (const volume of task.items("volumes")) {
            if (!volume.isSet("efsVolumeConfiguration")) continue;
            if (volume.word("efsVolumeConfiguration.transitEncryption", "") !== "enabled")
                volume.fail("efsVolumeConfiguration.transitEncryption", "is not ENABLED");
        }
    },
});
