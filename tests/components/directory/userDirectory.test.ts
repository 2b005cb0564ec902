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

    it("consists of exactly this, with nobody getting credentials of AWS", () => {
        assert.deepEqual(recording().graph.counts(), {
            UserDirectory: 1,
            "cognito.UserPool": 1,
            "cognito.UserPoolClient": 1,
        });
    });

    it("wants a second factor and long passwords, and lets nobody in uninvited", () => {
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

    it("has a public client without a secret, whose users nobody can guess", () => {
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

    it("offers the hosted sign-in only with somewhere to return to, by the code flow", async () => {
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

    it("lets people register themselves, and be deleted, where that is allowed", async () => {
        const { graph } = await directory({ selfSignUp: true, protect: false, minPasswordLength: 20 });
        const { inputs, protect } = graph.one("cognito.UserPool");
        assert.deepEqual(inputs["adminCreateUserConfig"], { allowAdminCreateUserOnly: false });
        assert.deepEqual([inputs["deletionProtection"], protect], ["INACTIVE", false]);
        assert.partialDeepStrictEqual(inputs, { passwordPolicy: { minimumLength: 20 } });
    });

    it("has the groups it is asked for", async () => {
        const { graph } = await directory({ groups: ["staff", "wholesale"] });
        assert.deepEqual(
            graph.all("cognito.UserGroup").map(({ name, inputs }) => [name, inputs]),
            [
                ["people-staff", { name: "staff", userPoolId: "userpool-people" }],
                ["people-wholesale", { name: "wholesale", userPoolId: "userpool-people" }],
            ],
        );
    });

    it("links by what is needed to check tokens", async () => {
        assert.deepEqual(await resolve(recording().made.link()), {
            environment: {
                DIRECTORY_PEOPLE_USER_POOL_ID: "userpool-people",
                DIRECTORY_PEOPLE_CLIENT_ID: "userpoolclient-people",
                DIRECTORY_PEOPLE_ISSUER: "https://cognito-idp.eu-west-1.amazonaws.com/userpool-people",
            },
        });
    });

    it("has as many clients as it is given, all of them public", async () => {
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

    it("has its hosted sign-in below Cognito's domain, and says where", async () => {
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

    it("leaves a name of its own to the one who knows when it can be made", async () => {
        const { graph, made } = await directory({ signInHost: "login.example.com" });
        assert.deepEqual(graph.names("cognito.UserPoolDomain"), []);
        assert.equal(made.signInUrl, "https://login.example.com");
    });

    it("watches for threats on the plan that can, and acts on them only if it is to", async () => {
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

    it("stands behind the firewall that it is given", async () => {
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

    it("registers what it promises", async () => {
        await assertRegistered(recording(), "UserDirectory", [
            "userPoolId",
            "clientId",
            "clientIds",
            "issuer",
        ]);
    });
});
