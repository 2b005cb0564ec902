import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, serviceTrust, tlsOnly } from "../../../components/support/iam";
import { resolve } from "../../support/resolve";

const parsed = async (document: pulumi.Output<string>): Promise<unknown> =>
    JSON.parse(await resolve(document));

describe("policy documents", () => {
    it("have IAM's names, and only the given members", async () => {
        const document = policyDocument([
            { actions: ["s3:GetObject"], resources: [pulumi.output("arn:late")] },
        ]);
        assert.deepEqual(await parsed(document), {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:late"] }],
        });
    });

    it("refuse requests without TLS", async () => {
        assert.deepEqual(await parsed(policyDocument([tlsOnly(["sqs:*"], ["arn:queue"])])), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TlsOnly",
                    Effect: "Deny",
                    Principal: "*",
                    Action: ["sqs:*"],
                    Resource: ["arn:queue"],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        });
    });

    it("trust a service for this account only, if the service sends its source account", async () => {
        const trust = {
            Effect: "Allow",
            Principal: { Service: ["x.amazonaws.com"] },
            Action: ["sts:AssumeRole"],
        };
        assert.deepEqual(await parsed(serviceTrust("x.amazonaws.com")), {
            Version: "2012-10-17",
            Statement: [trust],
        });
        assert.deepEqual(await parsed(serviceTrust("x.amazonaws.com", "111122223333")), {
            Version: "2012-10-17",
            Statement: [{ ...trust, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }],
        });
    });
});
