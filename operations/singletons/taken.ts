/** What an account has once, and is asked for by a name or number of the stack's settings. */
import type { Settings } from "../../config/validate";
import type { Singleton } from "./singletons";

interface Channel {
    readonly ConfigurationName?: string;
    readonly SlackTeamId?: string;
    readonly SlackChannelId?: string;
}

/** Those that a stack's settings name. */
export function takenSingletons(settings: Settings): Singleton[] {
    const { emails, emailDomains, region } = settings;
    const { slack } = settings.alerts;
    return [
        publicAccessBlock(settings),
        ...(slack ? [channelOf(slack)] : []),
        ...Object.keys(emails).map((name) => identityOf(name, emailDomains[name]?.domain ?? "", region)),
    ];
}

/** Creating it replaces the one that is there. */
function publicAccessBlock({ accountId, region }: Settings): Singleton {
    return {
        key: "security.s3PublicAccess",
        type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        what: "a block of public buckets",
        wanted: ({ security: { s3PublicAccess } }) =>
            s3PublicAccess === "adopt" ? { mode: s3PublicAccess } : undefined,
        question: {
            service: "s3",
            host: `${accountId}.s3-control.${region}.amazonaws.com`,
            method: "GET",
            path: "/v20180820/configuration/publicAccessBlock",
            headers: { "x-amz-account-id": accountId },
        },
        found: (text) => (text.includes("<BlockPublicAcls>") ? ["the account's"] : []),
        adopt: () => "set plumbline:security.s3PublicAccess: adopt",
    };
}

/** "Slack channel with ID … has already been configured for AWS account …" is what a second one gets. */
function channelOf({ workspaceId, channelId }: NonNullable<Settings["alerts"]["slack"]>): Singleton {
    return {
        key: "alerts.slack",
        type: "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
        what: `a configuration for Slack's channel ${channelId}`,
        hasMode: false,
        wanted: () => ({ mode: "create" }),
        // Worldwide, but answers in few regions, as components/monitoring/slackChannel.ts has it.
        question: {
            service: "chatbot",
            region: "us-east-2",
            method: "POST",
            path: "/describe-slack-channel-configurations",
            body: "{}",
        },
        found: (text) => {
            const { SlackChannelConfigurations: all = [] } = JSON.parse(text) as {
                readonly SlackChannelConfigurations?: readonly Channel[];
            };
            return all
                .filter((one) => one.SlackTeamId === workspaceId && one.SlackChannelId === channelId)
                .map(({ ConfigurationName = "" }) => ConfigurationName);
        },
        adopt: (name) =>
            `name another channel in plumbline:alerts.slack.channelId, or delete configuration ${name}`,
    };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
function identityOf(name: string, domain: string, region: string): Singleton {
    return {
        key: `emails.${name}`,
        type: "aws:sesv2/emailIdentity:EmailIdentity",
        id: domain,
        what: `an identity of SES for ${domain}`,
        hasMode: false,
        wanted: () => ({ mode: "create" }),
        question: {
            // SES signs as ses, and is called email.
            service: "ses",
            host: `email.${region}.amazonaws.com`,
            method: "GET",
            path: `/v2/email/identities/${encodeURIComponent(domain)}`,
        },
        found: (text) => (text.includes('"IdentityType"') ? [domain] : []),
        adopt: () =>
            `delete the identity, send from another domain with plumbline:emails.${name}.domain, or leave plumbline:emails.${name} out and send what directories send through it with plumbline:email.identity`,
    };
}
