import assert from "node:assert/strict";

import { EncryptionKey } from "../../../components/secret/encryptionKey";
import { base } from "../../support/fixtures";
import type { PolicyStatement } from "../../support/graph";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const args = { ...base, description: "Data of unit" };

describe("EncryptionKey", () => {
    const recording = recordOnce(() => new EncryptionKey("data", args));

    it("is a key with rotation and an alias", () => {
        const { graph } = recording();
        assert.deepEqual(graph.counts(), { EncryptionKey: 1, "kms.Key": 1, "kms.Alias": 1 });
        const { policy, ...rest } = graph.inputs("kms.Key");
        assert.equal(typeof policy, "string");
        assert.deepEqual(rest, {
            description: "Data of unit",
            enableKeyRotation: true,
            deletionWindowInDays: 30,
        });
        assert.equal(graph.inputs("kms.Alias")["targetKeyId"], "key-data");
    });

    it("may be used by this account, and by logs, alarms and CloudFront on its behalf; `*` is the key itself", () => {
        const statements = recording().graph.statements("kms.Key", "data");
        const expected: PolicyStatement[] = [
            {
                Sid: "Account",
                Effect: "Allow",
                Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
                Action: ["kms:*"],
                Resource: ["*"],
            },
            {
                Sid: "Logs",
                Effect: "Allow",
                Principal: { Service: ["logs.eu-west-1.amazonaws.com"] },
                Action: [
                    "kms:Encrypt",
                    "kms:Decrypt",
                    "kms:ReEncrypt*",
                    "kms:GenerateDataKey*",
                    "kms:DescribeKey",
                ],
                Resource: ["*"],
                Condition: {
                    ArnLike: {
                        "kms:EncryptionContext:aws:logs:arn":
                            "arn:aws:logs:eu-west-1:111122223333:log-group:*",
                    },
                },
            },
            {
                Sid: "Alarms",
                Effect: "Allow",
                Principal: { Service: ["cloudwatch.amazonaws.com"] },
                Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
                Resource: ["*"],
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            },
            {
                Sid: "CloudFront",
                Effect: "Allow",
                Principal: { Service: ["cloudfront.amazonaws.com"] },
                Action: ["kms:Decrypt"],
                Resource: ["*"],
                Condition: {
                    StringEquals: { "aws:SourceAccount": "111122223333" },
                    ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/*" },
                },
            },
            {
                Sid: "Schedules",
                Effect: "Allow",
                Principal: { Service: ["scheduler.amazonaws.com"] },
                Action: ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
                Resource: ["*"],
                Condition: {
                    StringEquals: { "aws:SourceAccount": "111122223333" },
                    ArnLike: { "aws:SourceArn": "arn:aws:scheduler:eu-west-1:111122223333:schedule*" },
                },
            },
            {
                Sid: "Topics",
                Effect: "Allow",
                Principal: { Service: ["sns.amazonaws.com"] },
                Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
                Resource: ["*"],
                Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:*" } },
            },
            {
                Sid: "Buses",
                Effect: "Allow",
                Principal: { Service: ["events.amazonaws.com"] },
                Action: ["kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
                Resource: ["*"],
                Condition: {
                    ArnLike: {
                        "kms:EncryptionContext:aws:events:event-bus:arn":
                            "arn:aws:events:eu-west-1:111122223333:event-bus/*",
                    },
                },
            },
        ];
        for (const statement of expected) {
            assert.deepEqual(
                statements.filter(({ Sid }) => Sid === statement.Sid),
                [statement],
            );
        }
    });

    it("may be used by services on behalf of this account only", () => {
        const [account, ...others] = recording().graph.statements("kms.Key", "data");
        assert.equal(account?.Sid, "Account");
        for (const { Sid, Effect, Action, Principal, Condition } of others) {
            assert.equal(Effect, "Allow", Sid);
            assert.ok(!Action.includes("kms:*"), Sid);
            assert.match(JSON.stringify([Principal, Condition]), /111122223333|:s3:::/, Sid);
        }
    });

    it("waits for the configured time before deletion", async () => {
        const { graph } = await record(() => new EncryptionKey("data", { ...args, deletionDays: 7 }));
        assert.equal(graph.inputs("kms.Key")["deletionWindowInDays"], 7);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "EncryptionKey", ["keyArn", "keyId"]);
    });
});
