import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A sender of SES. */
export interface EmailSender {
    /** ARN of a domain or address that is verified in SES, in the directory's region and account. */
    readonly identityArn: pulumi.Input<string>;
    /** Such as `Shop <no-reply@shop.example.com>`. */
    readonly from: string;
    /** Where answers go. @default the sender */
    readonly replyTo?: string | undefined;
    /** Configuration set of SES. @default none */
    readonly configurationSet?: pulumi.Input<string> | undefined;
}

/**
 * Sends through SES. Cognito does so with its service-linked role, so that the identity of the same account needs no
 * policy: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export function sentBy({
    identityArn,
    from,
    replyTo,
    configurationSet,
}: EmailSender): aws.types.input.cognito.UserPoolEmailConfiguration {
    return {
        emailSendingAccount: "DEVELOPER",
        sourceArn: identityArn,
        fromEmailAddress: from,
        ...(replyTo === undefined ? {} : { replyToEmailAddress: replyTo }),
        ...(configurationSet === undefined ? {} : { configurationSet }),
    };
}
