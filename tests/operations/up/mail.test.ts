import assert from "node:assert/strict";

import type { Question } from "../../../operations/aws/ask";
import type { Resource } from "../../../operations/state/resource";
import { lookAtMail } from "../../../operations/up/mail";

const TYPE = "aws:sesv2/emailIdentity:EmailIdentity";

const identity = (more: Partial<Resource> = {}): Resource =>
    ({
        urn: `urn:pulumi:prod::shop::plumbline:index:EmailDomain$${TYPE}::main`,
        type: TYPE,
        outputs: { emailIdentity: "shop.example.com" },
        ...more,
    }) as Resource;

const SANDBOX =
    "The account is in the sandbox of SES in eu-west-1: it sends to verified addresses only, 200 e-mails a day and 1 a second. Ask AWS for production access: aws sesv2 put-account-details --production-access-enabled.";

describe("what keeps mail back after a deployment", () => {
    const look = async (
        account: object,
        { verified = true, resources = [identity()] }: { verified?: boolean; resources?: Resource[] } = {},
    ) => {
        const asked: Question[] = [];
        const notes = await lookAtMail(resources, "eu-west-1", async (question) => {
            asked.push(question);
            const answer = question.path?.endsWith("account")
                ? account
                : { VerifiedForSendingStatus: verified };
            return Promise.resolve(JSON.stringify(answer));
        });
        return { notes, asked };
    };
    const open = { ProductionAccessEnabled: true, SendingEnabled: true, EnforcementStatus: "HEALTHY" };

    it("is nothing in an account that sends, for a domain that is verified", async () => {
        const { notes, asked } = await look(open);
        assert.deepEqual(notes, []);
        assert.deepEqual(
            asked.map(({ service, host, path }) => [service, host, path]),
            [
                ["ses", "email.eu-west-1.amazonaws.com", "/v2/email/account"],
                ["ses", "email.eu-west-1.amazonaws.com", "/v2/email/identities/shop.example.com"],
            ],
        );
    });

    it("is the sandbox, a pause or a review of the account", async () => {
        assert.deepEqual((await look({ ...open, ProductionAccessEnabled: false })).notes, [SANDBOX]);
        assert.deepEqual((await look({ ...open, EnforcementStatus: "SHUTDOWN" })).notes, [
            "SES sends nothing for this account in eu-west-1: it is paused (SHUTDOWN).",
        ]);
        assert.deepEqual((await look({ ...open, EnforcementStatus: "PROBATION" })).notes, [
            "AWS reviews the account's e-mail in eu-west-1: too much of it bounces or is called spam.",
        ]);
    });

    it("is a domain without its records", async () => {
        assert.deepEqual((await look(open, { verified: false })).notes, [
            "email/main: SES has not found the records of shop.example.com yet, which takes minutes, up to 72 hours; nothing is sent until then.",
        ]);
    });

    it("is not asked for in a stack that sends nothing", async () => {
        for (const resources of [[], [identity({ external: true })], [identity({ delete: true })]]) {
            const { notes, asked } = await look({}, { resources });
            assert.deepEqual([notes, asked], [[], []]);
        }
    });

    it("is said to be unknown where AWS does not answer", async () => {
        const notes = await lookAtMail([identity()], "eu-west-1", async () =>
            Promise.reject(new Error("403 AccessDenied")),
        );
        assert.deepEqual(notes, ["Whether e-mail goes out could not be seen: 403 AccessDenied"]);
    });
});
