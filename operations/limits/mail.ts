/** What an account may send by e-mail: a new one is in the sandbox of SES. */
import type { Ask } from "../aws/ask";
import type { StackResource } from "../state/resources";
import { refusal } from "./problem";
import { type Row, verdictOf } from "./verdict";

interface Account {
    readonly ProductionAccessEnabled?: boolean;
    readonly SendQuota?: { readonly Max24HourSend?: number; readonly SentLast24Hours?: number };
}

/** https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html */
const SANDBOX = { Max24HourSend: 200, SentLast24Hours: 0 };

/**
 * The e-mails that the account may send in a day. What a stack sends is known to nobody before: it needs none, and a
 * sandbox, which sends to verified addresses only, is tight whatever has been sent.
 */
export async function mailRows(
    resources: readonly StackResource[],
    region: string,
    ask: Ask,
): Promise<Row[]> {
    if (!resources.some(({ type }) => type === "aws:sesv2/emailIdentity:EmailIdentity")) return [];
    const row = { limit: "e-mails in 24 hours (SES)", needed: 0, spare: 0, ofStack: false };
    try {
        const { ProductionAccessEnabled: isOpen = true, SendQuota } = JSON.parse(
            // SES signs as ses, and is called email.
            await ask({
                service: "ses",
                host: `email.${region}.amazonaws.com`,
                region,
                method: "GET",
                path: "/v2/email/account",
            }),
        ) as Account;
        const { Max24HourSend: most, SentLast24Hours: others } = { ...SANDBOX, ...SendQuota };
        // AWS has -1 for an account without a limit.
        const quota = most < 0 ? Number.MAX_SAFE_INTEGER : most;
        const verdict = verdictOf({ ...row, others, quota }, true);
        return [
            {
                ...row,
                others,
                quota,
                source: "account",
                verdict: verdict === "ok" && !isOpen ? "tight" : verdict,
                notes: isOpen
                    ? []
                    : [
                          `the account is in the sandbox of SES in ${region}, and sends to verified addresses only: aws sesv2 put-account-details --production-access-enabled`,
                      ],
            },
        ];
    } catch (error) {
        const { reason } = refusal(error, "ses:GetAccount");
        const unknown = { others: undefined, quota: SANDBOX.Max24HourSend, source: "AWS default" };
        return [{ ...row, ...unknown, verdict: "unknown", notes: [reason] }];
    }
}
