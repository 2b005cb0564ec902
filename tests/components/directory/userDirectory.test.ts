import assert from "node:assert/strict";

import { UserDirectory, type UserDirectoryArgs } from "../../../components/directory/userDirectory";
import { ALERTS } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const directory = async (more: Partial<UserDirectoryArgs>) =>
    await record(() => new UserDirectory("people", { region: "eu-west-1", ...more }));

describe("UserDirectory", () => {
    const recording = recordOnce(() => new UserDirectory("people", { region: "eu-west-1" }));

    it("creates exactly these resources, and no identity pool, so users get no AWS credentials", () => {
        assert.deepEqual(recording().graph.counts(), {
            UserDirectory: 1,
            "cognito.UserPool": 1,
            "cognito.UserPoolClient": 1,
        });
    });

    it("sends e-mails through SES, if it has a sender, and by Cognito's own otherwise", async () => {
        assert.ok(!("emailConfiguration" in recording().graph.inputs("cognito.UserPool")));
        const identityArn = "arn:aws:ses:eu-west-1:111122223333:identity/shop.example.com";
        const from = "Shop <no-reply@shop.example.com>";
        const plain = await directory({ email: { identityArn, from } });
        const DEVELOPER = {
            emailSendingAccount: "DEVELOPER",
            sourceArn: identityArn,
            fromEmailAddress: from,
        };
        assert.deepEqual(plain.graph.inputs("cognito.UserPool")["emailConfiguration"], DEVELOPER);
        const more = { replyTo: "help@example.com", configurationSet: "shop" };
        const { graph } = await directory({ email: { identityArn, from, ...more } });
        assert.deepEqual(graph.inputs("cognito.UserPool")["emailConfiguration"], {
            ...DEVELOPER,
            replyToEmailAddress: "help@example.com",
            configurationSet: "shop",
        });
    });

    it("requires a second factor and long passwords, and allows no self-registration", () => {
        const { inputs, protect } = recording().graph.one("cognito.UserPool");
        assert.deepEqual(inputs, {
            usernameAttributes: ["email"],
            autoVerifiedAttributes: ["email"],
            usernameConfiguration: { caseSensitive: false },
            mfaConfiguration: "ON",
            softwareTokenMfaConfiguration: { enabled: true },
            passwordPolicy: {
                minimumLength: 14,
                requireLowercase: true,
                requireUppercase: true,
                requireNumbers: true,
                requireSymbols: true,
                temporaryPasswordValidityDays: 3,
            },
            adminCreateUserConfig: { allowAdminCreateUserOnly: true },
            accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
            userPoolTier: "ESSENTIALS",
            deletionProtection: "ACTIVE",
        });
        assert.equal(protect, true);
    });

    it("has a public client without a secret, which does not reveal whether a user exists", () => {
        assert.deepEqual(recording().graph.inputs("cognito.UserPoolClient"), {
            userPoolId: "userpool-people",
            generateSecret: false,
            explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            preventUserExistenceErrors: "ENABLED",
            enableTokenRevocation: true,
            accessTokenValidity: 60,
            idTokenValidity: 60,
            refreshTokenValidity: 30,
            tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
        });
    });

    it("enables the hosted sign-in only with callback URLs, by the code flow", async () => {
        const callbackUrls = ["https://shop.example.com/signed-in"];
        const { graph } = await directory({ callbackUrls });
        assert.partialDeepStrictEqual(graph.inputs("cognito.UserPoolClient"), {
            callbackUrls,
            allowedOauthFlowsUserPoolClient: true,
            allowedOauthFlows: ["code"],
            allowedOauthScopes: ["openid", "email", "profile"],
            supportedIdentityProviders: ["COGNITO"],
        });
    });

    const factors = {
        off: ["OFF", undefined],
        optional: ["OPTIONAL", true],
        required: ["ON", true],
    } as const;
    for (const [mfa, [setting, enabled]] of Object.entries(factors)) {
        it(`has the second factor ${mfa}`, async () => {
            const { graph } = await directory({ mfa: mfa as keyof typeof factors });
            const inputs = graph.inputs("cognito.UserPool");
            assert.equal(inputs["mfaConfiguration"], setting);
            assert.deepEqual(
                inputs["softwareTokenMfaConfiguration"],
                enabled === undefined ? undefined : { enabled },
            );
        });
    }

    it("allows self-registration and deletion if configured", async () => {
        const { graph } = await directory({ selfSignUp: true, protect: false, minPasswordLength: 20 });
        const { inputs, protect } = graph.one("cognito.UserPool");
        assert.deepEqual(inputs["adminCreateUserConfig"], { allowAdminCreateUserOnly: false });
        assert.deepEqual([inputs["deletionProtection"], protect], ["INACTIVE", false]);
        assert.partialDeepStrictEqual(inputs, { passwordPolicy: { minimumLength: 20 } });
    });

    it("has the configured groups", async () => {
        const { graph } = await directory({ groups: ["staff", "wholesale"] });
        assert.deepEqual(
            graph.all("cognito.UserGroup").map(({ name, inputs }) => [name, inputs]),
            [
                ["people-staff", { name: "staff", userPoolId: "userpool-people" }],
                ["people-wholesale", { name: "wholesale", userPoolId: "userpool-people" }],
            ],
        );
    });

    it("links by issuer and client ids, which verify tokens", async () => {
        assert.deepEqual(await resolve(recording().made.link()), {
            environment: {
                DIRECTORY_PEOPLE_USER_POOL_ID: "userpool-people",
                DIRECTORY_PEOPLE_CLIENT_ID: "userpoolclient-people",
                DIRECTORY_PEOPLE_ISSUER: "https://cognito-idp.eu-west-1.amazonaws.com/userpool-people",
            },
        });
    });

    it("has the configured clients, all of them public", async () => {
        const { graph, made } = await directory({
            clients: { mobile: { callbackUrls: ["https://a.example.com"] } },
        });
        assert.deepEqual(graph.names("cognito.UserPoolClient"), ["people", "people-mobile"]);
        assert.ok(
            graph.all("cognito.UserPoolClient").every(({ inputs }) => inputs["generateSecret"] === false),
        );
        assert.deepEqual(await resolve(made.clientIds), {
            people: "userpoolclient-people",
            mobile: "userpoolclient-people-mobile",
        });
    });

    it("redirects to the given URLs only after signing out", async () => {
        const urls = { callbackUrls: ["https://a.example.com"], logoutUrls: ["https://a.example.com/bye"] };
        const { graph } = await directory(urls);
        assert.partialDeepStrictEqual(graph.inputs("cognito.UserPoolClient"), urls);
    });

    it("has its hosted sign-in below Cognito's domain, and returns the address", async () => {
        const { graph, made } = await directory({ signInPrefix: "shop-dev" });
        assert.deepEqual(graph.inputs("cognito.UserPoolDomain"), {
            userPoolId: "userpool-people",
            domain: "shop-dev",
        });
        assert.partialDeepStrictEqual(await resolve(made.link()), {
            environment: {
                DIRECTORY_PEOPLE_SIGN_IN_URL: "https://shop-dev.auth.eu-west-1.amazoncognito.com",
            },
        });
    });

    it("leaves a custom domain to SignInName, which comes after the domain's record", async () => {
        const { graph, made } = await directory({ signInHost: "login.example.com" });
        assert.deepEqual(graph.names("cognito.UserPoolDomain"), []);
        assert.equal(made.signInUrl, "https://login.example.com");
    });

    it("enables threat protection on a plan that has it, and blocks only if configured", async () => {
        const audit = (await directory({ threatProtection: "audit" })).graph;
        assert.partialDeepStrictEqual(audit.inputs("cognito.UserPool"), {
            userPoolTier: "PLUS",
            userPoolAddOns: { advancedSecurityMode: "AUDIT" },
        });
        assert.deepEqual(audit.names("cognito.RiskConfiguration"), []);
        const { graph } = await directory({ threatProtection: "enforced" });
        assert.partialDeepStrictEqual(graph.inputs("cognito.UserPool"), {
            userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
        });
        assert.partialDeepStrictEqual(graph.inputs("cognito.RiskConfiguration"), {
            compromisedCredentialsRiskConfiguration: { actions: { eventAction: "BLOCK" } },
            accountTakeoverRiskConfiguration: {
                actions: { highAction: { eventAction: "BLOCK", notify: false } },
            },
        });
    });

    it("associates the given web ACL", async () => {
        const webAclArn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a";
        const { graph } = await directory({ webAclArn });
        assert.deepEqual(graph.inputs("wafv2.WebAclAssociation"), {
            resourceArn: "arn:aws:cognito:eu-west-1:111122223333:userpool/people",
            webAclArn,
        });
    });

    it("has alarms on throttled requests of every client", async () => {
        const { graph } = await directory({ alarmTopicArn: ALERTS, clients: { mobile: {} } });
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), [
            "people-refresh-throttles",
            "people-sign-in-throttles",
            "people-sign-up-throttles",
        ]);
        const { metricQueries } = graph.inputs("cloudwatch.MetricAlarm", "people-sign-in-throttles");
        assert.partialDeepStrictEqual(metricQueries, [
            { expression: "SUM(METRICS())", returnData: true },
            {
                metric: {
                    metricName: "SignInThrottles",
                    dimensions: { UserPoolClient: "userpoolclient-people" },
                },
            },
            { metric: { dimensions: { UserPoolClient: "userpoolclient-people-mobile" } } },
        ]);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "UserDirectory", [
            "userPoolId",
            "clientId",
            "clientIds",
            "issuer",
        ]);
    });
});
