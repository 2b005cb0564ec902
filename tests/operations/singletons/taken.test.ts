import assert from "node:assert/strict";

import type { Question } from "../../../operations/aws/ask";
import { lookAtSingletons } from "../../../operations/singletons/look";
import { minimal, settingsOf } from "../../config/fixtures";

describe("what an account has once, for each name", () => {
    const slack = { workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
    const settings = settingsOf({
        ...minimal,
        alerts: { slack },
        emails: { main: { domain: "mail.example.org" } },
    });
    const asked: Question[] = [];
    const answering =
        (...channels: readonly { readonly SlackTeamId: string; readonly SlackChannelId: string }[]) =>
        async (question: Question): Promise<string> => {
            asked.push(question);
            return Promise.resolve(
                question.service === "ses"
                    ? '{"IdentityType": "DOMAIN", "VerifiedForSendingStatus": true}'
                    : JSON.stringify({
                          SlackChannelConfigurations: channels.map((one) => ({
                              ...one,
                              ConfigurationName: "shop-prod",
                          })),
                      }),
            );
        };

    it("is a channel of Slack, and a domain of SES: the second is refused before anything is made", async () => {
        const there = { SlackTeamId: slack.workspaceId, SlackChannelId: slack.channelId };
        const { problems } = await lookAtSingletons(settings, [], answering(there));
        assert.deepEqual(problems, [
            "plumbline:alerts.slack: AWS would refuse it, because the account has a configuration for Slack's channel " +
                "C0123ABCD already (shop-prod), and AWS allows one; name another channel in plumbline:alerts.slack.channelId, " +
                "or delete configuration shop-prod",
            "plumbline:emails.main: AWS would refuse it, because the account has an identity of SES for mail.example.org " +
                "already (mail.example.org), and AWS allows one; delete the identity, send from another domain with " +
                "plumbline:emails.main.domain, or leave plumbline:emails.main out and send what directories send through it " +
                "with plumbline:email.identity",
        ]);
        const places = asked.map(({ host, region, path }) => [host ?? region, path]);
        assert.ok(places.some(([place]) => place === "us-east-2"));
        assert.deepEqual(
            places.find(([place]) => place === "email.eu-west-1.amazonaws.com"),
            ["email.eu-west-1.amazonaws.com", "/v2/email/identities/mail.example.org"],
        );
    });

    it("is no channel of another workspace, and no domain that is the stack's own", async () => {
        const elsewhere = { SlackTeamId: "T9999ABCD", SlackChannelId: slack.channelId };
        const type = "aws:sesv2/emailIdentity:EmailIdentity";
        const state = [{ urn: "urn", type, id: "mail.example.org" }];
        assert.deepEqual((await lookAtSingletons(settings, state, answering(elsewhere))).problems, []);
        const other = [{ urn: "urn", type, id: "other.example.org" }];
        assert.equal((await lookAtSingletons(settings, other, answering(elsewhere))).problems.length, 1);
    });
});
