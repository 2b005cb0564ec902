import assert from "node:assert/strict";

import { EmailDomain, type EmailDomainArgs } from "../../../components/email";
import { ALERTS, base } from "../../support/fixtures";
import { ACCOUNT } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const args: EmailDomainArgs = { ...base, domain: "shop.example.com", zoneId: "ZGIVEN" };
const email = async (more: Partial<EmailDomainArgs>) =>
    record(() => new EmailDomain("main", { ...args, ...more }));
const SET = "plumbline-unit-main";
const IDENTITY = "arn:aws:sesv2:eu-west-1:111122223333:emailidentity/main";
const SET_ARN = "arn:aws:sesv2:eu-west-1:111122223333:configurationset/main";

describe("EmailDomain", () => {
    const recording = recordOnce(() => new EmailDomain("main", { ...args, alarmTopicArn: ALERTS }));
    const graph = () => recording().graph;
    const recordOf = (key: string) => {
        const { name, type, records, zoneId } = graph().inputs("route53.Record", `main-${key}`);
        assert.equal(zoneId, "ZGIVEN");
        return [name, type, records];
    };

    it("has texts in parts of 255 characters, as Route 53 takes them", async () => {
        const dmarcReports = Array.from({ length: 12 }, (_, index) => `reports-${index}@example.org`);
        const { graph: long } = await email({ dmarcReports });
        const [text = ""] = long.inputs("route53.Record", "main-dmarc")["records"] as string[];
        const parts = text.split('""');
        assert.equal(parts.length, 2);
        assert.equal(parts[0]?.length, 255);
        assert.ok(parts.join("").endsWith(`mailto:${dmarcReports.join(",mailto:")}`));
    });

    it("signs with keys of 2048 bits, which three records publish", () => {
        assert.deepEqual(graph().inputs("sesv2.EmailIdentity"), {
            emailIdentity: "shop.example.com",
            configurationSetName: SET,
            dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
        });
        for (const number of [1, 2, 3]) {
            assert.deepEqual(recordOf(`dkim-${number}`), [
                `token${number}._domainkey.shop.example.com`,
                "CNAME",
                [`token${number}.dkim.amazonses.com`],
            ]);
        }
    });

    it("publishes its keys in the region's own domain where there is one", async () => {
        const { graph: there } = await email({ region: "eu-south-1" });
        assert.deepEqual(there.inputs("route53.Record", "main-dkim-1")["records"], [
            "token1.dkim.eu-south-1.amazonses.com",
        ]);
    });

    it("has a name for bounces below the domain, from which SES may send", () => {
        assert.deepEqual(graph().inputs("sesv2.EmailIdentityMailFromAttributes"), {
            emailIdentity: "shop.example.com",
            mailFromDomain: "bounce.shop.example.com",
            behaviorOnMxFailure: "USE_DEFAULT_VALUE",
        });
        assert.deepEqual(recordOf("bounces"), [
            "bounce.shop.example.com",
            "MX",
            ["10 feedback-smtp.eu-west-1.amazonses.com"],
        ]);
        assert.deepEqual(recordOf("spf"), [
            "bounce.shop.example.com",
            "TXT",
            ["v=spf1 include:amazonses.com ~all"],
        ]);
    });

    it("asks recipients to mark other mail in its name, and to report it if configured", async () => {
        assert.deepEqual(recordOf("dmarc"), ["_dmarc.shop.example.com", "TXT", ["v=DMARC1; p=quarantine"]]);
        const { graph: strict } = await email({
            dmarc: "reject",
            dmarcReports: ["a@example.com", "b@example.com"],
        });
        assert.deepEqual(strict.inputs("route53.Record", "main-dmarc")["records"], [
            "v=DMARC1; p=reject; rua=mailto:a@example.com,mailto:b@example.com",
        ]);
    });

    it("lists its records where no zone has them", async () => {
        const { graph: elsewhere, made } = await email({ zoneId: undefined });
        assert.deepEqual(elsewhere.all("route53.Record"), []);
        const records = await resolve(made.dnsRecords);
        assert.equal(records.length, 6);
        assert.equal(records[0], "token1._domainkey.shop.example.com CNAME token1.dkim.amazonses.com");
        assert.equal(records[5], "_dmarc.shop.example.com TXT v=DMARC1; p=quarantine");
        assert.deepEqual(await resolve(recording().made.dnsRecords), []);
    });

    it("sends over TLS only, and nothing more to who bounced or complained", async () => {
        assert.deepEqual(graph().inputs("sesv2.ConfigurationSet"), {
            configurationSetName: SET,
            deliveryOptions: { tlsPolicy: "REQUIRE" },
            reputationOptions: { reputationMetricsEnabled: true },
            sendingOptions: { sendingEnabled: true },
            suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
        });
        const { graph: less } = await email({ suppress: ["bounce"] });
        assert.deepEqual(less.inputs("sesv2.ConfigurationSet")["suppressionOptions"], {
            suppressedReasons: ["BOUNCE"],
        });
    });

    it("counts what happens to its mail", () => {
        const { eventDestination } = graph().inputs("sesv2.ConfigurationSetEventDestination");
        assert.deepEqual(eventDestination, {
            enabled: true,
            matchingEventTypes: [
                "SEND",
                "DELIVERY",
                "BOUNCE",
                "COMPLAINT",
                "REJECT",
                "RENDERING_FAILURE",
                "DELIVERY_DELAY",
            ],
            cloudWatchDestination: {
                dimensionConfigurations: [
                    {
                        dimensionName: "configuration-set",
                        dimensionValueSource: "MESSAGE_TAG",
                        defaultDimensionValue: SET,
                    },
                ],
            },
        });
    });

    it("lets user pools of the account send, and nobody else's", () => {
        assert.deepEqual(graph().statements("sesv2.EmailIdentityPolicy", "main"), [
            {
                Sid: "UserPools",
                Effect: "Allow",
                Principal: { Service: ["email.cognito-idp.amazonaws.com"] },
                Action: ["ses:SendEmail", "ses:SendRawEmail"],
                Resource: [IDENTITY],
                Condition: {
                    StringEquals: { "aws:SourceAccount": ACCOUNT },
                    ArnLike: { "aws:SourceArn": `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/*` },
                },
            },
        ]);
    });

    it("has alarms where AWS begins to review an account, or at its own rates", async () => {
        const alarm = (key: string, of = graph()) => {
            const { metricName, threshold, dimensions } = of.inputs("cloudwatch.MetricAlarm", `main-${key}`);
            assert.deepEqual(dimensions, { "ses:configuration-set": SET });
            return [metricName, threshold];
        };
        assert.deepEqual(alarm("bounces"), ["Reputation.BounceRate", 0.05]);
        assert.deepEqual(alarm("complaints"), ["Reputation.ComplaintRate", 0.001]);
        const { graph: own } = await email({
            alarmTopicArn: ALERTS,
            maxBouncePercent: 2,
            maxComplaintPercent: 0.05,
        });
        assert.deepEqual(alarm("bounces", own), ["Reputation.BounceRate", 0.02]);
        assert.deepEqual(alarm("complaints", own), ["Reputation.ComplaintRate", 0.0005]);
    });

    it("gives workloads a sender and a configuration set, and lets them send", async () => {
        const link = await resolve(recording().made.link());
        assert.deepEqual(link.environment, {
            EMAIL_MAIN_SENDER: "no-reply@shop.example.com",
            EMAIL_MAIN_CONFIGURATION_SET: SET,
        });
        assert.deepEqual(link.statements, [
            { actions: ["ses:SendEmail", "ses:SendRawEmail"], resources: [IDENTITY, SET_ARN] },
        ]);
    });

    it("limits workloads to senders that are listed, the usual one among them", async () => {
        const { made } = await email({
            from: "Shop <shop@shop.example.com>",
            senders: ["news@shop.example.com"],
        });
        const { environment, statements } = await resolve(made.link());
        assert.equal(environment?.["EMAIL_MAIN_SENDER"], "Shop <shop@shop.example.com>");
        assert.deepEqual(statements?.[0]?.conditions, {
            StringEquals: { "ses:FromAddress": ["shop@shop.example.com", "news@shop.example.com"] },
        });
    });

    it("shows what was sent, what did not arrive, and its reputation", () => {
        const row = recording().made.dashboardRow();
        assert.equal(row.title, "E-mail main");
        assert.equal(row.widgets.length, 3);
    });

    it("registers its outputs, and what SES changes once it has seen the records", async () => {
        await assertRegistered(recording(), "EmailDomain", [
            "identityArn",
            "configurationSetName",
            "configurationSetArn",
            "sender",
            "senders",
            "dnsRecords",
        ]);
        assert.ok(recording().made.delegations.every(({ expected }) => expected === true));
    });
});
