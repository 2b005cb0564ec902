import type { Mutation } from "./mutation";

export const account: readonly Mutation[] = [
    {
        rule: "config-recording",
        type: "aws:cfg/recorderStatus:RecorderStatus",
        set: { isEnabled: false },
    },
    {
        rule: "config-records-all",
        type: "aws:cfg/recorder:Recorder",
        set: { "recordingGroup.includeGlobalResourceTypes": false },
    },
    { rule: "guardduty-enabled", type: "aws:guardduty/detector:Detector", set: { enable: false } },
];
