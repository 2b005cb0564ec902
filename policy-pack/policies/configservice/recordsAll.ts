import { resourceRule } from "../../core/rule";

const GROUP = "recordingGroup";

export const configRecordsAll = resourceRule({
    name: "config-records-all",
    title: "AWS Config records every kind of resource",
    description: "Config rules and incident analysis need records of every resource.",
    severity: "medium",
    catalogues: { fsbp: ["Config.1"], checkov: ["CKV2_AWS_48"] },
    remediation: "Set recordingGroup.allSupported and includeGlobalResourceTypes to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
    settings: {
        globalTypes: {
            type: "boolean",
            default: true,
            description:
                "Whether this region records global resources (IAM); one region per account is enough.",
        },
    },
    types: ["aws:cfg/recorder:Recorder"],
    check(recorder, settings) {
        if (recorder.boolean(`${GROUP}.allSupported`, true) === false) {
            recorder.fail(`${GROUP}.allSupported`, "is false");
        } else if (
            settings.boolean("globalTypes") &&
            recorder.boolean(`${GROUP}.includeGlobalResourceTypes`, false) === false
        ) {
            recorder.fail(`${GROUP}.includeGlobalResourceTypes`, "is not true");
        }
    },
});
