import { hostNames } from "../../derived/hosts";
import { emailDomainOf } from "../../derived/emailDomains";
import type { Check } from "../../checks/check";
import type { Problem } from "../../messages/problems";

/** SES refuses a sender that it has not verified, when the first person registers. */
export const senderIsVerified: Check = {
    keys: ["email", "emails", "domain"],
    run: ({ email, emails, domain }) => {
        if (email === undefined) return [];
        const { through, identity, from, configurationSet } = email;
        const problem = (key: string, message: string): Problem => ({
            key: `plumbline:email.${key}`,
            message,
        });
        const ofDomain = (verified: string | undefined, key: string): Problem[] =>
            from === undefined || verified === undefined || isOf(addressOf(from), verified)
                ? []
                : [
                      problem(
                          "from",
                          `"${from}" is not allowed; it must be an address of ${key}, which is ${verified}`,
                      ),
                  ];
        if (through === undefined) {
            if (identity === undefined) {
                return [
                    problem("through", "is missing; it or email.identity must say what e-mails are sent by"),
                ];
            }
            return from === undefined
                ? [
                      problem(
                          "from",
                          `is missing; it must be an address of email.identity, which is ${identity}`,
                      ),
                  ]
                : ofDomain(identity, "email.identity");
        }
        const ofIdentity = { identity, configurationSet };
        const beside = Object.entries(ofIdentity).filter(([, value]) => value !== undefined);
        if (beside.length > 0) {
            return beside.map(([key]) =>
                problem(key, `is not allowed with email.through, because emails.${through} has its own`),
            );
        }
        const entry = emails[through];
        if (entry === undefined) {
            const names = Object.keys(emails);
            const known =
                names.length === 0 ? "there are no plumbline:emails" : `there are ${names.join(", ")}`;
            return [problem("through", `"${through}" does not exist in plumbline:emails; ${known}`)];
        }
        return ofDomain(emailDomainOf(entry, domain), `emails.${through}`);
    },
};

/** Less the rest of the record: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#TXTFormat */
const MOST_OF_REPORTS = 3900;

/** Domains, senders and names of `plumbline:emails`. */
export const emailSettings: Check = {
    keys: ["emails", "domain", "sites", "media", "services", "servers", "apis", "directories"],
    run: (values) => {
        const { emails, domain } = values;
        const taken = new Map(Object.entries(hostNames(values)).map(([id, host]) => [host, id]));
        const owners = new Map<string, string>();
        return Object.entries(emails).flatMap(([name, entry]): Problem[] => {
            const key = `plumbline:emails.${name}`;
            const own = emailDomainOf(entry, domain);
            if (own === undefined) {
                const message = "is missing; the stack has no plumbline:domain, whose name it would be";
                return [{ key: `${key}.domain`, message }];
            }
            const other = owners.get(own);
            owners.set(own, other ?? name);
            const holder = taken.get(`${entry.bounces}.${own}`);
            const { from, senders, dmarcReports } = entry;
            const reports = dmarcReports.map((address) => `mailto:${address}`).join(",").length;
            return [
                ...(reports <= MOST_OF_REPORTS
                    ? []
                    : [
                          {
                              key: `${key}.dmarcReports`,
                              message: `${reports} characters of addresses are not allowed; they must be at most ${MOST_OF_REPORTS}, because a TXT record has 4000: name an address that forwards to the others`,
                          },
                      ]),
                ...(other === undefined
                    ? []
                    : [
                          {
                              key: `${key}.domain`,
                              message: `${own} is the domain of emails.${other} already; an account has one identity for a domain`,
                          },
                      ]),
                ...(holder === undefined
                    ? []
                    : [
                          {
                              key: `${key}.bounces`,
                              message: `"${entry.bounces}" is not allowed, because ${holder} is at ${entry.bounces}.${own}; the name for bounces must serve nothing else`,
                          },
                      ]),
                ...[
                    ...(from === undefined ? [] : [[`${key}.from`, from] as const]),
                    ...senders.map((one, at) => [`${key}.senders[${at}]`, one] as const),
                ]
                    .filter(([, address]) => !isOf(addressOf(address), own))
                    .map(([at, address]) => ({
                        key: at,
                        message: `"${address}" is not allowed; it must be an address of the domain, which is ${own}`,
                    })),
            ];
        });
    },
};

function addressOf(from: string): string {
    return (/<([^>]+)>$/.exec(from)?.[1] ?? from).toLowerCase();
}

/** Addresses below a verified domain are verified as well. */
function isOf(address: string, verified: string): boolean {
    const known = verified.toLowerCase();
    const [, host = ""] = address.split("@");
    return known.includes("@") ? address === known : host === known || host.endsWith(`.${known}`);
}
