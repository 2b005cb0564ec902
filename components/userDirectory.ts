import * as cognito from "@pulumi/aws/cognito";
import type * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { type Link, type Linkable, variable } from "./support/link";

/** Arguments of {@link UserDirectory}. */
export interface UserDirectoryArgs {
    readonly region: string;
    /** A second factor by authenticator app. @default "required" */
    readonly mfa?: "off" | "optional" | "required";
    /** Shortest password, in characters. @default 14 */
    readonly minPasswordLength?: number;
    /** Whether people may register themselves. @default false */
    readonly selfSignUp?: boolean;
    /** Names of groups. @default none */
    readonly groups?: readonly string[];
    /** Where the hosted sign-in may send people back to. @default none: no hosted sign-in */
    readonly callbackUrls?: readonly string[];
    /** Refuse deletion. @default true */
    readonly protect?: boolean;
}

/** Minutes that access and ID tokens are good for, and days that the session is. */
const TOKEN_MINUTES = 60;
const SESSION_DAYS = 30;

/** People who sign in: a Cognito user pool with one public client (PKCE, no secret). */
export class UserDirectory extends Component implements Linkable {
    readonly userPoolId: pulumi.Output<string>;
    readonly clientId: pulumi.Output<string>;
    /** The `iss` of its tokens. */
    readonly issuer: pulumi.Output<string>;

    constructor(name: string, args: UserDirectoryArgs, options?: pulumi.ComponentResourceOptions) {
        super("UserDirectory", name, options);
        const pool = this.createPool(args);
        const client = this.createClient(args, pool);
        for (const group of args.groups ?? []) {
            new cognito.UserGroup(`${name}-${group}`, { name: group, userPoolId: pool.id }, this.child);
        }
        this.userPoolId = pool.id;
        this.clientId = client.id;
        this.issuer = pool.id.apply((id) => `https://cognito-idp.${args.region}.amazonaws.com/${id}`);
        this.registerOutputs({ userPoolId: this.userPoolId, clientId: this.clientId, issuer: this.issuer });
    }

    /** `DIRECTORY_<NAME>_USER_POOL_ID`, `_CLIENT_ID` and `_ISSUER`: enough to check tokens. */
    link(): Link {
        const of = (role: string): string => variable("directory", this.name, role);
        return {
            environment: {
                [of("user_pool_id")]: this.userPoolId,
                [of("client_id")]: this.clientId,
                [of("issuer")]: this.issuer,
            },
        };
    }

    private createPool(args: UserDirectoryArgs): cognito.UserPool {
        const protect = args.protect ?? true;
        const mfa = args.mfa ?? "required";
        return new cognito.UserPool(
            this.name,
            {
                usernameAttributes: ["email"],
                autoVerifiedAttributes: ["email"],
                usernameConfiguration: { caseSensitive: false },
                mfaConfiguration: { off: "OFF", optional: "OPTIONAL", required: "ON" }[mfa],
                ...(mfa === "off" ? {} : { softwareTokenMfaConfiguration: { enabled: true } }),
                passwordPolicy: {
                    minimumLength: args.minPasswordLength ?? 14,
                    requireLowercase: true,
                    requireUppercase: true,
                    requireNumbers: true,
                    requireSymbols: true,
                    temporaryPasswordValidityDays: 3,
                },
                adminCreateUserConfig: { allowAdminCreateUserOnly: !(args.selfSignUp ?? false) },
                accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
                deletionProtection: protect ? "ACTIVE" : "INACTIVE",
            },
            { ...this.child, protect },
        );
    }

    private createClient(
        { callbackUrls = [] }: UserDirectoryArgs,
        pool: cognito.UserPool,
    ): cognito.UserPoolClient {
        return new cognito.UserPoolClient(
            this.name,
            {
                userPoolId: pool.id,
                // Browsers and phones cannot keep a secret; the code flow with PKCE needs none.
                generateSecret: false,
                explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                preventUserExistenceErrors: "ENABLED",
                enableTokenRevocation: true,
                accessTokenValidity: TOKEN_MINUTES,
                idTokenValidity: TOKEN_MINUTES,
                refreshTokenValidity: SESSION_DAYS,
                tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
                ...(callbackUrls.length === 0
                    ? {}
                    : {
                          callbackUrls: [...callbackUrls],
                          allowedOauthFlowsUserPoolClient: true,
                          allowedOauthFlows: ["code"],
                          allowedOauthScopes: ["openid", "email", "profile"],
                          supportedIdentityProviders: ["COGNITO"],
                      }),
            },
            this.child,
        );
    }
}
