import assert from "node:assert/strict";

import { Secret } from "../../../components/secret/secret";
import { SecretRotation } from "../../../components/secret/secretRotation";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function/rotation";

describe("SecretRotation", () => {
    const recording = recordOnce(
        () => new SecretRotation("rotation", { ...base, keyArn: KEY, logs, alarmTopicArn: ALERTS }),
    );

    it("is a function whose environment and log are encrypted", () => {
        const { graph } = recording();
        assert.partialDeepStrictEqual(graph.inputs("lambda.Function"), {
            handler: "index.handler",
            runtime: "nodejs22.x",
            architectures: ["arm64"],
            timeout: 30,
            kmsKeyArn: KEY,
            loggingConfig: { logFormat: "JSON", logGroup: "rotation-0a1b2c3" },
            tracingConfig: { mode: "Active" },
        });
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), { retentionInDays: 30, kmsKeyId: KEY });
    });

    it("may change only secrets that it rotates, and use their key through Secrets Manager only", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("iam.RolePolicy", "rotation").slice(2), [
            {
                Effect: "Allow",
                Action: [
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:PutSecretValue",
                    "secretsmanager:UpdateSecretVersionStage",
                ],
                Resource: ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:*"],
                Condition: {
                    StringEquals: { "secretsmanager:resource/AllowRotationLambdaArn": FUNCTION },
                },
            },
            { Effect: "Allow", Action: ["secretsmanager:GetRandomPassword"], Resource: ["*"] },
            {
                Effect: "Allow",
                Action: ["kms:Decrypt", "kms:GenerateDataKey"],
                Resource: [KEY],
                Condition: {
                    StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
                },
            },
        ]);
    });

    it("can be called by Secrets Manager of this account only", () => {
        assert.deepEqual(recording().graph.inputs("lambda.Permission"), {
            action: "lambda:InvokeFunction",
            principal: "secretsmanager.amazonaws.com",
            function: "rotation-0a1b2c3",
            sourceAccount: "111122223333",
        });
    });

    it("has an alarm on failed rotations", () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("cloudwatch.MetricAlarm"), {
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: "rotation-0a1b2c3" },
            threshold: 0,
            evaluationPeriods: 1,
            alarmActions: [ALERTS],
        });
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "SecretRotation", ["functionArn", "logGroupName"]);
    });
});

describe("a Secret with rotation", () => {
    const recording = recordOnce(
        () =>
            new Secret("session", {
                ...base,
                keyArn: KEY,
                generate: 48,
                rotation: { functionArn: FUNCTION, days: 30 },
            }),
    );

    it("rotates at once, and then every configured number of days", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("secretsmanager.SecretRotation"), {
            secretId: "secret-session",
            rotationLambdaArn: FUNCTION,
            rotationRules: { automaticallyAfterDays: 30 },
            rotateImmediately: true,
        });
        const { dependsOn } = graph.one("secretsmanager.SecretRotation");
        assert.ok(dependsOn.includes(graph.one("secretsmanager.SecretVersion").urn));
    });

    it("keeps the rotated value: the state never overwrites it", () => {
        const { ignoreChanges } = recording().graph.one("secretsmanager.SecretVersion");
        assert.deepEqual(ignoreChanges, ["secretString", "versionStages"]);
    });

    it("delegates the change of its current version to the first rotation, so that it is no drift", () => {
        const declared = recording().graph.one("Secret").outputs?.["delegations"];
        const common = {
            type: "aws:secretsmanager/secretVersion:SecretVersion",
            name: "session",
            by: "rotation",
        };
        assert.deepEqual(declared, [
            { ...common, path: "versionStages[*]", band: { oneOf: ["AWSPREVIOUS"] }, expected: true },
            { ...common, path: "secretString", band: { anything: true } },
            { ...common, path: "versionStages", band: { anything: true } },
        ]);
    });

    it("cannot be read from another account", () => {
        const { graph } = recording();
        assert.equal(graph.inputs("secretsmanager.SecretPolicy")["blockPublicPolicy"], true);
        assert.deepEqual(graph.statements("secretsmanager.SecretPolicy", "session"), [
            {
                Sid: "OtherAccounts",
                Effect: "Deny",
                Principal: "*",
                Action: ["secretsmanager:*"],
                Resource: ["*"],
                Condition: {
                    StringNotEquals: { "aws:PrincipalAccount": "111122223333" },
                    Bool: { "aws:PrincipalIsAWSService": "false" },
                },
            },
        ]);
    });
});
