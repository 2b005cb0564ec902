import assert from "node:assert/strict";

import { ZoneGuard, type ZoneGuardArgs } from "../../../components/edge/zoneGuard";
import { base, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const guard = (more: Partial<ZoneGuardArgs>) =>
    new ZoneGuard("zone", {
        accountId: base.accountId,
        domainName: "shop.example.com",
        zoneId: "ZGIVEN",
        ...more,
    });
const ZONE = "arn:aws:route53:::hostedzone/ZGIVEN";

describe("ZoneGuard", () => {
    const logging = recordOnce(() => guard({ queryLogs: logs }));
    const signing = recordOnce(() => guard({ dnssec: true, deletionDays: 7 }));

    it("makes nothing that is not asked for", async () => {
        const { graph, made } = await record(() => guard({}));
        assert.deepEqual(graph.counts(), { ZoneGuard: 1 });
        assert.deepEqual([made.dsRecord, made.logGroupName], [undefined, undefined]);
    });

    it("logs questions in us-east-1, below the prefix that Route 53 may write to", () => {
        const { graph } = logging();
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            name: "/aws/route53/shop.example.com",
            retentionInDays: logs.retentionDays,
            kmsKeyId: logs.keyArn,
            region: "us-east-1",
        });
        assert.equal(graph.inputs("cloudwatch.LogResourcePolicy")["region"], "us-east-1");
        const { inputs, dependsOn } = graph.one("route53.QueryLog");
        assert.equal(inputs["zoneId"], "ZGIVEN");
        assert.ok(!("region" in inputs));
        // Route 53 tries to write when the log is set up.
        assert.ok(dependsOn.includes(graph.one("cloudwatch.LogResourcePolicy").urn));
    });

    it("lets Route 53 write for this zone only", () => {
        const { graph } = logging();
        const { policyDocument } = graph.inputs("cloudwatch.LogResourcePolicy");
        const { Statement } = JSON.parse(String(policyDocument)) as { Statement: object[] };
        assert.partialDeepStrictEqual(Statement, [
            {
                Principal: { Service: ["route53.amazonaws.com"] },
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Condition: {
                    StringEquals: { "aws:SourceAccount": base.accountId },
                    ArnLike: { "aws:SourceArn": ZONE },
                },
            },
        ]);
    });

    it("signs with a key of the kind and in the region that Route 53 asks for", () => {
        const { graph } = signing();
        const key = graph.one("kms.Key");
        assert.partialDeepStrictEqual(key.inputs, {
            customerMasterKeySpec: "ECC_NIST_P256",
            keyUsage: "SIGN_VERIFY",
            deletionWindowInDays: 7,
            region: "us-east-1",
        });
        assert.ok(!("enableKeyRotation" in key.inputs), "KMS rotates no asymmetric key");
        assert.ok(key.protect);
        const ksk = graph.one("route53.KeySigningKey");
        assert.equal(ksk.inputs["hostedZoneId"], "ZGIVEN");
        assert.match(String(ksk.inputs["name"]), /^\w{3,128}$/);
        assert.ok(graph.one("route53.HostedZoneDnsSec").dependsOn.includes(ksk.urn));
    });

    it("lets Route 53 alone sign with the key, for this zone", () => {
        assert.deepEqual(
            signing()
                .graph.statements("kms.Key", "zone-signing")
                .map(({ Sid, Action, Condition }) => [Sid, Action, Condition])
                .slice(1),
            [
                [
                    "Sign",
                    ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
                    {
                        StringEquals: { "aws:SourceAccount": base.accountId },
                        ArnLike: { "aws:SourceArn": ZONE },
                    },
                ],
                ["SignGrants", ["kms:CreateGrant"], { Bool: { "kms:GrantIsForAWSResource": "true" } }],
            ],
        );
    });

    it("registers its outputs", async () => {
        await assertRegistered(signing(), "ZoneGuard", ["dsRecord"]);
        await assertRegistered(logging(), "ZoneGuard", ["logGroupName"]);
    });
});
