import * as route53 from "@pulumi/aws/route53";
import * as sesv2 from "@pulumi/aws/sesv2";
import * as pulumi from "@pulumi/pulumi";

import type { Dmarc, Suppression } from "../../model/choices";
import * as defaults from "../../model/defaults";
import { EMAIL_SENDER } from "../../model/sender";
import { after } from "../support/after";
import { Component } from "../support/component";
import { policyDocument } from "../support/iam";
import type { Link, Linkable } from "../support/link";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { addressOf, emailLink } from "./emailLink";
import { emailAlarms, emailWidgets, EVENT_DIMENSION, EVENTS } from "./emailMetrics";
import { type EmailRecord, emailRecords, type MailRecord, recordsToMake } from "./emailRecords";

/** Arguments of {@link EmailDomain}. */
export interface EmailDomainArgs {
    /** Account whose user pools may send: 12 digits. */
    readonly accountId: string;
    readonly region: string;
    /** Domain of all senders, such as `shop.example.com`. */
    readonly domain: string;
    /** Id of the zone that gets the domain's records. @default none: somebody enters them elsewhere, see `dnsRecords` */
    readonly zoneId?: pulumi.Input<string> | undefined;
    /** Sender that workloads are given, such as `Shop <no-reply@shop.example.com>`. @default `no-reply@` the domain */
    readonly from?: string | undefined;
    /** Other addresses that may stand as sender; then no further ones. @default every address of the domain */
    readonly senders?: readonly string[];
    /** Label below the domain, for the name to which bounces go. @default "bounce" */
    readonly bounces?: string;
    /** What recipients should do with mail in the domain's name that SES did not send. @default "quarantine" */
    readonly dmarc?: Dmarc;
    /** Addresses that get the recipients' reports on such mail. @default none */
    readonly dmarcReports?: readonly string[];
    /** Why SES sends nothing more to an address. @default ["bounce", "complaint"] */
    readonly suppress?: readonly Suppression[];
    /** Share of e-mails that bounce, in percent, from which on an alarm tells. @default 5, from which on AWS reviews an account */
    readonly maxBouncePercent?: number;
    /** Share of e-mails that recipients call spam, in percent, from which on an alarm tells. @default 0.1, as AWS does */
    readonly maxComplaintPercent?: number;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

/** Resolvers keep records for half an hour. */
const TTL = 1800;

/** What SES changes once it has seen the records. */
const VERIFIED = {
    "dkimSigningAttributes.status": "SUCCESS",
    verificationStatus: "SUCCESS",
    verifiedForSendingStatus: true,
} as const;

/**
 * A domain that sends e-mail through SES: signed by DKIM with keys of 2048 bits, with SPF and DMARC, over TLS only, and
 * with alarms before AWS stops an account whose mail bounces or is called spam. A new account is in the sandbox of SES,
 * and sends to verified addresses only.
 */
export class EmailDomain extends Component implements Linkable, Monitored {
    /** Known once the records are there, so that SES can verify the domain. */
    readonly identityArn: pulumi.Output<string>;
    readonly configurationSetName: pulumi.Output<string>;
    readonly configurationSetArn: pulumi.Output<string>;
    /** Sender that workloads are given. */
    readonly sender: string;
    /** Addresses that may stand as sender; empty: every one of the domain. */
    readonly senders: readonly string[];
    /** Records to enter where the domain's DNS is, as `<name> <type> <value>`; empty if a zone has them. */
    readonly dnsRecords: pulumi.Output<string[]>;
    /** The same records, in parts. */
    readonly toMake: pulumi.Output<MailRecord[]>;

    constructor(name: string, args: EmailDomainArgs, options?: pulumi.ComponentResourceOptions) {
        super("EmailDomain", name, options);
        const { domain, senders = [], zoneId } = args;
        this.sender = args.from ?? `${EMAIL_SENDER}@${domain}`;
        this.senders =
            senders.length === 0 ? [] : [...new Set([addressOf(this.sender), ...senders.map(addressOf)])];
        const configurationSet = this.createConfigurationSet(args);
        this.configurationSetName = configurationSet.configurationSetName;
        this.configurationSetArn = configurationSet.arn;
        const identity = this.createIdentity(domain);
        const mailFromDomain = this.createMailFrom(args, identity);
        const records = this.recordsOf(args, identity, mailFromDomain);
        const entered = zoneId === undefined ? [] : records.map((record) => this.enter(record, zoneId));
        this.toMake = recordsToMake(zoneId === undefined ? records : []);
        this.dnsRecords = this.toMake.apply((all) => all.map((it) => `${it.name} ${it.type} ${it.target}`));
        const policy = this.openToUserPools(args, identity);
        this.identityArn = after(identity.arn, [...entered, policy]);
        const {
            maxBouncePercent = defaults.emailDomain.maxBouncePercent,
            maxComplaintPercent = defaults.emailDomain.maxComplaintPercent,
        } = args;
        const alarms = emailAlarms(name, this.configurationSetName, {
            maxBouncePercent,
            maxComplaintPercent,
        });
        createAlarms(name, args.alarmTopicArn, alarms, this.child);
        this.registerOutputs({
            identityArn: this.identityArn,
            configurationSetName: this.configurationSetName,
            configurationSetArn: this.configurationSetArn,
            sender: this.sender,
            senders: this.senders,
            dnsRecords: this.dnsRecords,
        });
    }

    /** `EMAIL_<NAME>_SENDER` and `_CONFIGURATION_SET`; sending as the senders that are listed. */
    link(): Link {
        return emailLink(this.name, this);
    }

    dashboardRow(): DashboardRow {
        return { title: `E-mail ${this.name}`, widgets: emailWidgets(this.configurationSetName) };
    }

    private createConfigurationSet({
        suppress = defaults.emailDomain.suppress,
    }: EmailDomainArgs): sesv2.ConfigurationSet {
        const set = new sesv2.ConfigurationSet(
            this.name,
            {
                configurationSetName: `${pulumi.getProject()}-${pulumi.getStack()}-${this.name}`,
                deliveryOptions: { tlsPolicy: "REQUIRE" },
                reputationOptions: { reputationMetricsEnabled: true },
                sendingOptions: { sendingEnabled: true },
                suppressionOptions: { suppressedReasons: suppress.map((reason) => reason.toUpperCase()) },
            },
            this.child,
        );
        const { configurationSetName } = set;
        const dimension = {
            dimensionName: EVENT_DIMENSION,
            dimensionValueSource: "MESSAGE_TAG",
            defaultDimensionValue: configurationSetName,
        };
        new sesv2.ConfigurationSetEventDestination(
            this.name,
            {
                configurationSetName,
                eventDestinationName: "metrics",
                eventDestination: {
                    enabled: true,
                    matchingEventTypes: Object.keys(EVENTS),
                    cloudWatchDestination: { dimensionConfigurations: [dimension] },
                },
            },
            this.child,
        );
        return set;
    }

    private createIdentity(domain: string): sesv2.EmailIdentity {
        const type = "aws:sesv2/emailIdentity:EmailIdentity";
        const bySes = { type, name: this.name, by: "SES", expected: true } as const;
        this.delegations.push(
            ...Object.entries(VERIFIED).map(([path, value]) => ({
                ...bySes,
                path,
                band: { oneOf: [value] },
            })),
            // SES makes the keys.
            { ...bySes, path: "dkimSigningAttributes.currentSigningKeyLength", band: { anything: true } },
            { ...bySes, path: "dkimSigningAttributes.lastKeyGenerationTimestamp", band: { anything: true } },
        );
        return new sesv2.EmailIdentity(
            this.name,
            {
                emailIdentity: domain,
                // What is sent without naming a configuration set has this one.
                configurationSetName: this.configurationSetName,
                dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
            },
            this.child,
        );
    }

    /** A name of one's own as envelope sender, so that SPF is of the same domain as the sender that people see. */
    private createMailFrom(
        { domain, bounces = defaults.emailDomain.bounces }: EmailDomainArgs,
        identity: sesv2.EmailIdentity,
    ): string {
        const mailFromDomain = `${bounces}.${domain}`;
        new sesv2.EmailIdentityMailFromAttributes(
            this.name,
            {
                emailIdentity: identity.emailIdentity,
                mailFromDomain,
                // Until its records are found, mail goes out with the name of SES.
                behaviorOnMxFailure: "USE_DEFAULT_VALUE",
            },
            this.child,
        );
        return mailFromDomain;
    }

    private recordsOf(
        { domain, region, dmarc = defaults.emailDomain.dmarc, dmarcReports: reports = [] }: EmailDomainArgs,
        { dkimSigningAttributes }: sesv2.EmailIdentity,
        mailFromDomain: string,
    ): EmailRecord[] {
        const tokens = dkimSigningAttributes.apply((attributes) => attributes?.tokens ?? []);
        return emailRecords({ domain, region, mailFromDomain, dmarc, reports, tokens });
    }

    private enter({ key, name, type, value }: EmailRecord, zoneId: pulumi.Input<string>): route53.Record {
        return new route53.Record(
            `${this.name}-${key}`,
            { zoneId, name, type, records: [value], ttl: TTL },
            this.child,
        );
    }

    /**
     * Cognito sends with its service-linked role, or on its own behalf where it was not set up in the console.
     * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
     */
    private openToUserPools(
        { accountId, region }: EmailDomainArgs,
        { arn, emailIdentity }: sesv2.EmailIdentity,
    ): sesv2.EmailIdentityPolicy {
        const policy = policyDocument([
            {
                sid: "UserPools",
                actions: ["ses:SendEmail", "ses:SendRawEmail"],
                resources: [arn],
                principals: { Service: ["email.cognito-idp.amazonaws.com"] },
                conditions: {
                    StringEquals: { "aws:SourceAccount": accountId },
                    ArnLike: { "aws:SourceArn": `arn:aws:cognito-idp:${region}:${accountId}:userpool/*` },
                },
            },
        ]);
        return new sesv2.EmailIdentityPolicy(
            this.name,
            { emailIdentity, policyName: "user-pools", policy },
            this.child,
        );
    }
}
