import * as pulumi from "@pulumi/pulumi";

import type { Dmarc } from "../../model/choices";

/** A record of DNS that proves to recipients who sends. */
export interface EmailRecord {
    /** What is part of the resource's name. */
    readonly key: string;
    readonly name: pulumi.Input<string>;
    readonly type: "CNAME" | "MX" | "TXT";
    readonly value: pulumi.Input<string>;
}

/** What the records say. */
export interface EmailRecordsArgs {
    readonly domain: string;
    readonly region: string;
    /** Domain of the envelope's sender, to which bounces go. */
    readonly mailFromDomain: string;
    readonly dmarc: Dmarc;
    /** Addresses for reports of DMARC. */
    readonly reports: readonly string[];
    /** Tokens of Easy DKIM. */
    readonly tokens: pulumi.Output<readonly string[]>;
}

/** Easy DKIM always has three: https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html */
const DKIM_TOKENS = 3;

/** Regions with a DKIM domain of their own: https://docs.aws.amazon.com/general/latest/gr/ses.html#ses_dkim_domains */
const OWN_DKIM_DOMAIN = [
    "af-south-1",
    "ap-northeast-3",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "il-central-1",
    "me-central-1",
    "us-gov-east-1",
];

/** Records of a domain that sends through SES: DKIM, MAIL FROM with SPF, and DMARC. */
export function emailRecords(args: EmailRecordsArgs): EmailRecord[] {
    const { domain, region, mailFromDomain } = args;
    // The provider takes them for secrets, together with a key that others may give; everybody sees them in DNS.
    const tokens = pulumi.unsecret(args.tokens);
    const dkimDomain = OWN_DKIM_DOMAIN.includes(region)
        ? `dkim.${region}.amazonses.com`
        : "dkim.amazonses.com";
    const dkim = Array.from({ length: DKIM_TOKENS }, (_, index): EmailRecord => {
        const token = tokens.apply((all) => all[index] ?? "");
        return {
            key: `dkim-${index + 1}`,
            name: pulumi.interpolate`${token}._domainkey.${domain}`,
            type: "CNAME",
            value: pulumi.interpolate`${token}.${dkimDomain}`,
        };
    });
    return [
        ...dkim,
        // https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
        {
            key: "bounces",
            name: mailFromDomain,
            type: "MX",
            value: `10 feedback-smtp.${region}.amazonses.com`,
        },
        { key: "spf", name: mailFromDomain, type: "TXT", value: "v=spf1 include:amazonses.com ~all" },
        { key: "dmarc", name: `_dmarc.${domain}`, type: "TXT", value: dmarcText(args) },
    ];
}

/** https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dmarc.html */
function dmarcText({ dmarc, reports }: EmailRecordsArgs): string {
    const to = reports.map((address) => `mailto:${address}`).join(",");
    return `v=DMARC1; p=${dmarc}${to === "" ? "" : `; rua=${to}`}`;
}

/** A record that people have to make. */
export interface MailRecord {
    readonly name: string;
    readonly type: string;
    readonly target: string;
}

/** Records in the words of all that people have to make where DNS is elsewhere. */
export function recordsToMake(records: readonly EmailRecord[]): pulumi.Output<MailRecord[]> {
    return pulumi.output(records.map(({ name, type, value: target }) => ({ name, type, target })));
}
