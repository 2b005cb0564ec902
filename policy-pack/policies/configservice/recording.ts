import { stackRule } from "../../core/rule";

const STATUS = "aws:cfg/recorderStatus:RecorderStatus";

export const configRecording = stackRule({
    name: "config-recording",
    title: "AWS Config recorders are running",
    description: "A recorder that is not started records nothing.",
    severity: "medium",
    catalogues: { fsbp: ["Config.1"], checkov: ["CKV2_AWS_45"] },
    remediation: "Add a RecorderStatus for the recorder, with isEnabled true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
    check(stack) {
        for (const status of stack.all(STATUS)) {
            if (status.boolean("isEnabled", false) === false) status.fail("isEnabled", "is not true");
        }
        for (const recorder of stack.all("aws:cfg/recorder:Recorder")) {
            if (stack.referring(STATUS, "name", recorder).length === 0) {
                recorder.fail("name", "is the name of no RecorderStatus");
            }
        }
    },
});
