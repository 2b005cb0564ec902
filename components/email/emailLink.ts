import type * as pulumi from "@pulumi/pulumi";

import { type Link, variable } from "../support/link";

/** A verified domain, as workloads see it. */
export interface UsableEmail {
    /** Sender, such as `Shop <no-reply@shop.example.com>`. */
    readonly sender: string;
    readonly identityArn: pulumi.Input<string>;
    readonly configurationSetName: pulumi.Input<string>;
    readonly configurationSetArn: pulumi.Input<string>;
    /** Addresses that may stand as sender; empty: every one of the domain. */
    readonly senders: readonly string[];
}

/** `EMAIL_<NAME>_SENDER` and `_CONFIGURATION_SET`; sending, from the senders that are listed. */
export function emailLink(name: string, email: UsableEmail): Link {
    const { sender, senders, configurationSetName } = email;
    return {
        environment: {
            [variable("email", name, "sender")]: sender,
            [variable("email", name, "configuration_set")]: configurationSetName,
        },
        statements: [
            {
                // A request is allowed by its identity and by its configuration set:
                // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
                actions: ["ses:SendEmail", "ses:SendRawEmail"],
                resources: [email.identityArn, email.configurationSetArn],
                ...(senders.length === 0
                    ? {}
                    : { conditions: { StringEquals: { "ses:FromAddress": [...senders] } } }),
            },
        ],
    };
}

/** The address of `Shop <no-reply@shop.example.com>`. */
export function addressOf(sender: string): string {
    return /<([^>]+)>$/.exec(sender)?.[1] ?? sender;
}
