import assert from "node:assert/strict";

import { complaints, minimal, ROOT } from "./fixtures";
import { validate } from "../../config/validate";

describe("the sender of user directories", () => {
    const warnings = (tier: string, more: Readonly<Record<string, unknown>>) =>
        validate(
            { ...minimal, tier, directories: { people: { selfSignUp: true } }, ...more },
            "shop",
            ROOT,
            "plumbline",
        ).warnings;
    const email = { identity: "shop.example.com", from: "no-reply@shop.example.com" };

    it("is missed where the public registers in production: Cognito sends 50 e-mails a day by itself", () => {
        assert.deepEqual(warnings("prod", {}), [
            "Pulumi.shop.yaml: people register in plumbline:directories.people, and Cognito sends 50 e-mails a day by itself; set plumbline:email",
        ]);
    });

    it("is not missed elsewhere, where it is set, and where nobody registers", () => {
        assert.deepEqual(warnings("staging", {}), []);
        assert.deepEqual(warnings("prod", { email }), []);
        assert.deepEqual(warnings("prod", { directories: { people: {} } }), []);
    });
});

describe("what sends the e-mails of user directories", () => {
    const said = (email: unknown, emails: unknown = { main: { domain: "mail.example.org" } }) =>
        complaints({ ...minimal, email, emails });

    it("is an entry of emails, whose own sender it may replace", () => {
        assert.deepEqual(said({ through: "main" }), []);
        assert.deepEqual(said({ through: "main", from: "News <news@mail.example.org>" }), []);
        assert.deepEqual(said({ through: "main", from: "a@example.org" }), [
            'plumbline:email.from: "a@example.org" is not allowed; it must be an address of emails.main, which is mail.example.org',
        ]);
        assert.deepEqual(said({ through: "other" }), [
            'plumbline:email.through: "other" does not exist in plumbline:emails; there are main',
        ]);
        assert.deepEqual(said({ through: "other" }, {}), [
            'plumbline:email.through: "other" does not exist in plumbline:emails; there are no plumbline:emails',
        ]);
    });

    it("is either that or what exists, with a sender of its own", () => {
        assert.deepEqual(said({ through: "main", identity: "example.org", configurationSet: "shop" }), [
            "plumbline:email.identity: is not allowed with email.through, because emails.main has its own",
            "plumbline:email.configurationSet: is not allowed with email.through, because emails.main has its own",
        ]);
        assert.deepEqual(said({ from: "a@example.org" }), [
            "plumbline:email.through: is missing; it or email.identity must say what e-mails are sent by",
        ]);
        assert.deepEqual(said({ identity: "example.org" }), [
            "plumbline:email.from: is missing; it must be an address of email.identity, which is example.org",
        ]);
    });
});

describe("a domain that sends e-mail", () => {
    const said = (emails: unknown, more = {}) => complaints({ ...minimal, emails, ...more });
    const domain = { name: "shop.example.com" };

    it("is the stack's own, unless it has another", () => {
        assert.deepEqual(said({ main: {} }, { domain }), []);
        assert.deepEqual(said({ main: {} }), [
            "plumbline:emails.main.domain: is missing; the stack has no plumbline:domain, whose name it would be",
        ]);
        const { emailDomains } = validate(
            {
                ...minimal,
                domain,
                emails: {
                    main: {},
                    news: { domain: "news.shop.example.com" },
                    old: { domain: "example.org" },
                },
            },
            "shop",
            ROOT,
            "plumbline",
        );
        assert.deepEqual(emailDomains, {
            main: { domain: "shop.example.com", isInZone: true },
            news: { domain: "news.shop.example.com", isInZone: true },
            old: { domain: "example.org", isInZone: false },
        });
    });

    it("has one entry, as SES has one identity for it", () => {
        assert.deepEqual(said({ main: {}, other: {} }, { domain }), [
            "plumbline:emails.other.domain: shop.example.com is the domain of emails.main already; an account has one identity for a domain",
        ]);
    });

    it("takes its bounces at a name that serves nothing else", () => {
        const sites = { shop: { content: "examples/sample/site", subdomain: "bounce" } };
        assert.deepEqual(said({ main: {} }, { domain, sites }), [
            'plumbline:emails.main.bounces: "bounce" is not allowed, because site/shop is at bounce.shop.example.com; the name for bounces must serve nothing else',
        ]);
    });
});
