import type { Check } from "../../checks/check";

/** Settings that the hosted sign-in and threat protection require. */
export const directorySettings: Check = {
    keys: ["directories", "domain", "sites"],
    run: ({ directories, domain, sites }) =>
        Object.entries(directories).flatMap(([name, directory]) => {
            const key = `plumbline:directories.${name}`;
            const { signIn, clients, mfa, threatProtection } = directory;
            const leaves = [["", directory] as const, ...Object.entries(clients)].filter(
                ([, { callbackUrls, logoutUrls }]) => callbackUrls.length === 0 && logoutUrls.length > 0,
            );
            const returns = [directory, ...Object.values(clients)].some(
                ({ callbackUrls, logoutUrls }) => callbackUrls.length + logoutUrls.length > 0,
            );
            const apex = Object.values(sites).some(({ subdomain }) => subdomain === undefined);
            const wrong: [key: string, message: string, is: boolean][] = [
                ...leaves.map(([client]): [string, string, boolean] => [
                    `${client === "" ? "" : `clients.${client}.`}callbackUrls`,
                    "is missing; with logoutUrls it must have a URL, because nobody can sign in without one",
                    true,
                ]),
                [
                    "signIn",
                    "is missing; callbackUrls and logoutUrls belong to a hosted sign-in, which needs a subdomain or a prefix",
                    returns && signIn === undefined,
                ],
                [
                    "signIn.subdomain",
                    "is not allowed without plumbline:domain; give a prefix instead",
                    signIn?.subdomain !== undefined && domain === undefined,
                ],
                [
                    "signIn.subdomain",
                    "is not allowed unless the domain itself has an address, which Cognito asks for; give a site no subdomain, or use a prefix",
                    signIn?.subdomain !== undefined &&
                        domain !== undefined &&
                        domain.zoneId === undefined &&
                        domain.dns === "route53" &&
                        !apex,
                ],
                [
                    "threatProtection",
                    '"enforced" is not allowed with mfa off: it asks for the second factor when a sign-in looks unusual',
                    threatProtection === "enforced" && mfa === "off",
                ],
            ];
            return wrong
                .filter(([, , is]) => is)
                .map(([part, message]) => ({ key: `${key}.${part}`, message }));
        }),
};
