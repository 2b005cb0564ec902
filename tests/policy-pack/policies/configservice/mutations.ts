import type { Mutation } from "../../mutations/mutation";

export const configservice: readonly Mutation[] = [
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
];
