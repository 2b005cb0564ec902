import { configRecording } from "../../../../policy-pack/policies/configservice/recording";
import { configRecordsAll } from "../../../../policy-pack/policies/configservice/recordsAll";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(configRecordsAll, {
    compliant: { recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
    also: [{ "recordingGroup.allSupported": undefined }],
    violating: [
        [{ "recordingGroup.allSupported": false }, /^recordingGroup\.allSupported is false/],
        [{ "recordingGroup.includeGlobalResourceTypes": false }, /includeGlobalResourceTypes is not true/],
    ],
    unknown: {
        "recordingGroup.allSupported": "fails",
        "recordingGroup.includeGlobalResourceTypes": "fails",
    },
    absent: {
        recordingGroup: "fails",
        "recordingGroup.allSupported": "passes",
        "recordingGroup.includeGlobalResourceTypes": "fails",
    },
    wrongType: { "recordingGroup.allSupported": "often", recordingGroup: "all" },
});

const recorder: Sent = {
    type: "aws:cfg/recorder:Recorder",
    name: "recorder",
    props: { name: "audit", id: "audit" },
};

const status = (props: object, dependencies = {}): Sent => ({
    type: "aws:cfg/recorderStatus:RecorderStatus",
    name: "status",
    props: { name: "audit", isEnabled: true, ...props },
    dependencies,
});

testStackRule(configRecording, {
    satisfied: { "a recorder that is on": [recorder, status({})] },
    broken: {
        "a recorder without": [[recorder], /is the name of no RecorderStatus/, "recorder"],
        "the status of another": [[recorder, status({ name: "other" })], /of no RecorderStatus/, "recorder"],
        "a recorder that is off": [
            [recorder, status({ isEnabled: false })],
            /isEnabled is not true/,
            "status",
        ],
        "an absent switch": [[recorder, status({ isEnabled: null })], /isEnabled is not true/, "status"],
        "a switch of a wrong type": [[recorder, status({ isEnabled: 7 })], /is a number where/, "status"],
    },
    unknown: {
        "the name is, but not whose it is": [
            [recorder, status({ name: UNKNOWN }, { name: [urnOf(recorder)] })],
            "passes",
        ],
        "the switch is": [[recorder, status({ isEnabled: UNKNOWN })], "fails"],
    },
});
