import { eventsBusEncryption } from "../../../../policy-pack/policies/events/busEncryption";
import { eventsBusNotPublic } from "../../../../policy-pack/policies/events/busNotPublic";
import { eventsDeadLetters } from "../../../../policy-pack/policies/events/deadLetters";
import { ecsScheduledNoPublicIp } from "../../../../policy-pack/policies/events/scheduledNoPublicIp";
import { publicPolicies } from "../../support/documents";
import { testRule } from "../../support/fixtures";

testRule(ecsScheduledNoPublicIp, {
    compliant: { target: { ecsParameters: { networkConfiguration: { assignPublicIp: false } } } },
    type: "aws:scheduler/schedule:Schedule",
    violating: [[{ "target.ecsParameters.networkConfiguration.assignPublicIp": true }, /is true/]],
    unknown: { "target.ecsParameters.networkConfiguration.assignPublicIp": "fails" },
    absent: { "target.ecsParameters.networkConfiguration.assignPublicIp": "passes", target: "passes" },
    wrongType: { "target.ecsParameters.networkConfiguration.assignPublicIp": 7 },
});

testRule(eventsBusNotPublic, publicPolicies);

for (const type of eventsBusEncryption.types) {
    testRule(eventsBusEncryption, {
        type,
        compliant: { kmsKeyIdentifier: "arn:key" },
        violating: [
            [{ kmsKeyIdentifier: "" }, /^kmsKeyIdentifier is not set/],
            [{ kmsKeyIdentifier: "alias/aws/events" }, /is AWS's own key/],
        ],
        unknown: { kmsKeyIdentifier: "passes" },
        absent: { kmsKeyIdentifier: "fails" },
        wrongType: { kmsKeyIdentifier: [] },
    });
}

const dead = { deadLetterConfig: { arn: "arn:q" } };
testRule(eventsDeadLetters, {
    compliant: { arn: "arn:aws:sqs:eu-west-1:111122223333:jobs", ...dead },
    also: [{ arn: "arn:aws:sns:eu-west-1:111122223333:alerts", deadLetterConfig: undefined }],
    violating: [[{ deadLetterConfig: undefined }, /^deadLetterConfig.arn is not set/]],
    unknown: { arn: "deferred", "deadLetterConfig.arn": "passes" },
    absent: { arn: "passes", "deadLetterConfig.arn": "fails", deadLetterConfig: "fails" },
    wrongType: { arn: 7, "deadLetterConfig.arn": 7 },
});

testRule(eventsBusNotPublic, {
    type: "aws:cloudwatch/eventPermission:EventPermission",
    compliant: { principal: "111122223333", statementId: "partner" },
    also: [{ principal: "*", condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" } }],
    violating: [[{ principal: "*" }, /^principal is public/]],
    // Only that there is a condition matters: it can be about nothing else.
    unknown: { principal: "fails", condition: "passes" },
    absent: { principal: "passes" },
    wrongType: { principal: 7 },
});
