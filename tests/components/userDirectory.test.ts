import assert from "node:assert/strict";

import { UserDirectory, type UserDirectoryArgs } from "../../components/userDirectory";
import { record, recordOnce } from "../support/recorder";
import { assertRegistered } from "../support/registered";
import { resolve } from "../support/resolve";

const directory = async (more: Partial<UserDirectoryArgs>) =>
    await record(() => new UserDirectory("people", { region: "eu-west-1", ...more }));

describe("UserDirectory", () => {
    const recording = recordOnce(() => new UserDirectory("people", { region: "eu-west-1" }));

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

    it("registers what it promises", async () => {
        await assertRegistered(recording(), "UserDirectory", ["userPoolId", "clientId", "issuer"]);
    });
});
