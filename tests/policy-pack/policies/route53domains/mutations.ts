import type { Mutation } from "../../mutations/mutation";

export const route53domains: readonly Mutation[] = [
    {
        rule: "dns-domain-lock",
        standIn: true,
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        add: [
            {
                type: "aws:route53domains/registeredDomain:RegisteredDomain",
                props: { domainName: "example.org", transferLock: false },
            },
        ],
    },
];
