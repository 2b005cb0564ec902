import * as cognito from "@pulumi/aws/cognito";
import * as wafv2 from "@pulumi/aws/wafv2";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Component } from "../support/component";
import { directoryLink, issuerOf } from "./directoryLink";
import { directoryAlarms, directoryWidgets } from "./directoryMetrics";
import type { Link, Linkable } from "../support/link";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { type EmailSender, sentBy } from "./emailSender";
import { enforceProtection, protectionOf, type ThreatProtection } from "./threatProtection";
import { mapValues } from "../support/values";
import type { Mfa } from "../../model/choices";

/** An app that people sign in to. */
export interface ClientArgs {
    /** Where the hosted sign-in may send people back to. @default none: no hosted sign-in */
    readonly callbackUrls?: readonly string[];
    /** Where it may send them after signing out. @default none */
    readonly logoutUrls?: readonly string[];
}

/** Arguments of {@link UserDirectory}; those of {@link ClientArgs} are for its first client. */
export interface UserDirectoryArgs extends ClientArgs {
    readonly region: string;
    /** A second factor by authenticator app. @default "required" */
    readonly mfa?: Mfa;
    /** Shortest password, in characters. @default 14 */
    readonly minPasswordLength?: number;
    /** Whether people may register themselves. @default false */
    readonly selfSignUp?: boolean;
    /** Names of groups. @default none */
    readonly groups?: readonly string[];
    /** More clients by name. @default none */
    readonly clients?: Readonly<Record<string, ClientArgs>>;
    /** Host name of the hosted sign-in, which `SignInName` then makes. @default none */
    readonly signInHost?: string | undefined;
    /** Prefix of the hosted sign-in's name, below Cognito's domain. @default none */
    readonly signInPrefix?: string | undefined;
    /** Cognito's threat protection; other than `off` it needs the Plus plan, billed by user. @default "off" */
    readonly threatProtection?: ThreatProtection;
    /** ARN of a regional web ACL that every request passes. @default none */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    /** Sender of its e-mails through SES. @default Cognito's own, which sends 50 a day */
    readonly email?: EmailSender | undefined;
    /** Refuse deletion. @default true */
    readonly protect?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/** Minutes that access and ID tokens are good for, and days that the session is. */
const TOKEN_MINUTES = 60;
const SESSION_DAYS = 30;

/**
 * People who sign in: a Cognito user pool with public clients (PKCE, no secret). There is no identity pool: nobody
 * gets credentials of AWS, neither with a token nor without.
 */
export class UserDirectory extends Component implements Linkable, Monitored {
    readonly userPoolId: pulumi.Output<string>;
    /** Of the first client. */
    readonly clientId: pulumi.Output<string>;
    /** Of all clients: the first one has the directory's name. */
    readonly clientIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** The `iss` of its tokens. */
    readonly issuer: pulumi.Output<string>;
    /** Where the hosted sign-in is, without a slash at the end; undefined if there is none. */
    readonly signInUrl: string | undefined;

    constructor(name: string, args: UserDirectoryArgs, options?: pulumi.ComponentResourceOptions) {
        super("UserDirectory", name, options);
        const pool = this.createPool(args);
        const first = this.createClient(name, args, pool);
        const others = Object.entries(args.clients ?? {}).map(([own, client]) => [
            own,
            this.createClient(`${name}-${own}`, client, pool),
        ]);
        const clients: Record<string, cognito.UserPoolClient> = {
            [name]: first,
            ...Object.fromEntries(others),
        };
        for (const group of args.groups ?? []) {
            new cognito.UserGroup(`${name}-${group}`, { name: group, userPoolId: pool.id }, this.child);
        }
        if (args.threatProtection === "enforced") enforceProtection(name, pool.id, this.child);
        if (args.webAclArn !== undefined) {
            const { webAclArn } = args;
            new wafv2.WebAclAssociation(name, { resourceArn: pool.arn, webAclArn }, this.child);
        }
        this.userPoolId = pool.id;
        this.clientId = first.id;
        this.clientIds = mapValues(clients, ({ id }) => id);
        this.issuer = pool.id.apply((id) => issuerOf(args.region, id));
        this.signInUrl = this.createSignIn(args, pool);
        createAlarms(name, args.alarmTopicArn, directoryAlarms(name, this), this.child);
        this.registerOutputs({
            userPoolId: this.userPoolId,
            clientId: this.clientId,
            clientIds: this.clientIds,
            issuer: this.issuer,
            signInUrl: this.signInUrl,
        });
    }

    /** `DIRECTORY_<NAME>_USER_POOL_ID`, `_CLIENT_ID`, `_ISSUER`, and `_SIGN_IN_URL` if there is a hosted sign-in. */
    link(): Link {
        return directoryLink(this.name, this);
    }

    dashboardRow(): DashboardRow {
        return { title: `Directory ${this.name}`, widgets: directoryWidgets(this) };
    }

    private createPool(args: UserDirectoryArgs): cognito.UserPool {
        const protect = args.protect ?? true;
        const mfa = args.mfa ?? defaults.userDirectory.mfa;
        return new cognito.UserPool(
            this.name,
            {
                usernameAttributes: ["email"],
                autoVerifiedAttributes: ["email"],
                usernameConfiguration: { caseSensitive: false },
                mfaConfiguration: { off: "OFF", optional: "OPTIONAL", required: "ON" }[mfa],
                ...(mfa === "off" ? {} : { softwareTokenMfaConfiguration: { enabled: true } }),
                ...protectionOf(args.threatProtection ?? defaults.userDirectory.threatProtection),
                passwordPolicy: {
                    minimumLength: args.minPasswordLength ?? defaults.userDirectory.minPasswordLength,
                    requireLowercase: true,
                    requireUppercase: true,
                    requireNumbers: true,
                    requireSymbols: true,
                    temporaryPasswordValidityDays: 3,
                },
                adminCreateUserConfig: { allowAdminCreateUserOnly: !(args.selfSignUp ?? false) },
                accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
                ...(args.email === undefined ? {} : { emailConfiguration: sentBy(args.email) }),
                deletionProtection: protect ? "ACTIVE" : "INACTIVE",
            },
            { ...this.child, protect },
        );
    }

    private createClient(
        name: string,
        { callbackUrls = [], logoutUrls = [] }: ClientArgs,
        pool: cognito.UserPool,
    ): cognito.UserPoolClient {
        return new cognito.UserPoolClient(
            name,
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
                          ...(logoutUrls.length === 0 ? {} : { logoutUrls: [...logoutUrls] }),
                          allowedOauthFlowsUserPoolClient: true,
                          allowedOauthFlows: ["code"],
                          allowedOauthScopes: ["openid", "email", "profile"],
                          supportedIdentityProviders: ["COGNITO"],
                      }),
            },
            this.child,
        );
    }

    /** A name below the stack's domain has to wait for the domain's own address: `SignInName` makes it. */
    private createSignIn(args: UserDirectoryArgs, pool: cognito.UserPool): string | undefined {
        const { signInHost, signInPrefix: prefix, region } = args;
        if (signInHost !== undefined) return `https://${signInHost}`;
        if (prefix === undefined) return undefined;
        new cognito.UserPoolDomain(
            this.name,
            { userPoolId: pool.id, domain: prefix },
            // A name has one owner at a time.
            { ...this.child, deleteBeforeReplace: true },
        );
        return `https://${prefix}.auth.${region}.amazoncognito.com`;
    }
}
