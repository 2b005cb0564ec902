import { alarmActions } from "../../../../policy-pack/policies/cloudwatch/alarmActions";
import { testRule } from "../../support/fixtures";

const ALERTS = ["arn:aws:sns:eu-west-1:111122223333:alerts"];

testRule(alarmActions, {
    compliant: { alarmActions: ALERTS },
    also: [{ actionsEnabled: true }],
    violating: [
        [{ alarmActions: [] }, /^alarmActions is not set/],
        [{ alarmActions: undefined, okActions: ALERTS }, /^alarmActions is not set/],
        [{ alarmActions: undefined, insufficientDataActions: ALERTS }, /^alarmActions is not set/],
        [{ actionsEnabled: false }, /^actionsEnabled is false/],
    ],
    // Only the presence of an action matters.
    unknown: { alarmActions: "passes", actionsEnabled: "fails" },
    absent: { alarmActions: "fails", actionsEnabled: "passes" },
    wrongType: { actionsEnabled: "perhaps" },
});
