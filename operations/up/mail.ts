/** Whether e-mail goes out after a deployment: accounts begin in a sandbox, and domains wait for their records. */
import type { Ask } from "../aws/ask";
import type { Resource } from "../state/resource";
import { nameOf } from "../state/urn";

const IDENTITY = "aws:sesv2/emailIdentity:EmailIdentity";

interface Account {
    readonly ProductionAccessEnabled?: boolean;
    readonly SendingEnabled?: boolean;
    readonly EnforcementStatus?: string;
    readonly SendQuota?: { readonly Max24HourSend?: number; readonly MaxSendRate?: number };
}

interface Identity {
    readonly VerifiedForSendingStatus?: boolean;
}

/**
 * Asks SES about the account and the stack's domains.
 *
 * @param resources of the state after the deployment
 * @returns sentences about what keeps mail back
 */
export async function lookAtMail(
    resources: readonly Resource[],
    region: string,
    ask: Ask,
): Promise<readonly string[]> {
    const identities = resources.filter(
        ({ type, external, delete: gone }) => type === IDENTITY && !external && !gone,
    );
    if (identities.length === 0) return [];
    const of = async <T>(path: string): Promise<T> =>
        JSON.parse(
            // SES signs as ses, and is called email.
            await ask({
                service: "ses",
                host: `email.${region}.amazonaws.com`,
                region,
                method: "GET",
                path: `/v2/email/${path}`,
            }),
        ) as T;
    try {
        const [account, ...found] = await Promise.all([
            of<Account>("account"),
            ...identities.map(async (identity) =>
                of<Identity>(`identities/${encodeURIComponent(domainOf(identity))}`),
            ),
        ]);
        return [
            ...accountNotes(account, region),
            ...identities.flatMap((identity, at) =>
                found[at]?.VerifiedForSendingStatus === true
                    ? []
                    : [
                          `email/${nameOf(identity.urn)}: SES has not found the records of ${domainOf(identity)} yet, which takes minutes, up to 72 hours; nothing is sent until then.`,
                      ],
            ),
        ];
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return [`Whether e-mail goes out could not be seen: ${reason}`];
    }
}

function domainOf({ outputs }: Resource): string {
    return String(outputs?.["emailIdentity"]);
}

function accountNotes(
    { ProductionAccessEnabled, SendingEnabled, EnforcementStatus = "HEALTHY", SendQuota = {} }: Account,
    region: string,
): string[] {
    const { Max24HourSend = 200, MaxSendRate = 1 } = SendQuota;
    return [
        ...(ProductionAccessEnabled === false
            ? [
                  `The account is in the sandbox of SES in ${region}: it sends to verified addresses only, ${Max24HourSend} e-mails a day and ${MaxSendRate} a second. Ask AWS for production access: aws sesv2 put-account-details --production-access-enabled.`,
              ]
            : []),
        ...(SendingEnabled === false || !["HEALTHY", "PROBATION"].includes(EnforcementStatus)
            ? [`SES sends nothing for this account in ${region}: it is paused (${EnforcementStatus}).`]
            : []),
        ...(EnforcementStatus === "PROBATION"
            ? [`AWS reviews the account's e-mail in ${region}: too much of it bounces or is called spam.`]
            : []),
    ];
}
