import { suggestion } from "../../../model/text";
import { parseArn } from "../../../model/arn";
import type { Check } from "../../checks/check";
import { type CertifiedHosts, certificateName, certifiedHosts } from "../../derived/certificates";
import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

/** What only the zone of the stack itself can have. */
export const zoneSettings: Check = {
    keys: ["domain"],
    run: ({ domain }) =>
        (["queryLogs", "dnssec"] as const).flatMap((key) =>
            domain?.zoneId !== undefined && domain[key]
                ? [
                      {
                          key: `plumbline:domain.${key}`,
                          message: `true is not allowed with plumbline:domain.zoneId, because it concerns all of that zone; set it where the zone is made`,
                      },
                  ]
                : [],
        ),
};

/** DNS that is elsewhere has no zone, and proves no certificate of the stack's. */
export const dnsElsewhere: Check = {
    keys: ["domain", "sites", "media", "apis", "directories", "services", "servers"],
    run: (values) => {
        const { domain } = values;
        if (domain?.dns !== "elsewhere") return [];
        const { regional, cloudFront } = certifiedHosts(values);
        const [first] = [...regional, ...cloudFront];
        return [
            ...(["zoneId", "queryLogs", "dnssec"] as const)
                .filter((key) => domain[key] !== undefined && domain[key] !== false)
                .map((key) => ({
                    key: `plumbline:domain.${key}`,
                    message: `${show(domain[key])} is not allowed with dns elsewhere, which has no zone in Route 53; leave one of the two out`,
                })),
            ...(domain.certificate === undefined && first !== undefined
                ? [
                      {
                          key: "plumbline:domain.certificate",
                          message: `is missing; with dns elsewhere the stack cannot prove a certificate for ${first.host}, so that it must be one that exists: existing:certificate/<name>`,
                      },
                  ]
                : []),
        ];
    },
};

/** The region of CloudFront's certificates. */
const CLOUDFRONT = "us-east-1";

/** A certificate that exists is named, and in the regions where the stack needs one. */
export const certificateIsNear: Check = {
    keys: [
        "domain",
        "existing",
        "region",
        "accountId",
        "sites",
        "media",
        "apis",
        "directories",
        "services",
        "servers",
    ],
    run: (values) => {
        const { domain, existing, region, accountId } = values;
        const name = certificateName(domain);
        if (name === undefined) return [];
        const known = Object.keys(existing.certificates);
        const entry = Object.hasOwn(existing.certificates, name) ? existing.certificates[name] : undefined;
        if (entry === undefined) {
            return [
                {
                    key: "plumbline:domain.certificate",
                    message: `${show(domain?.certificate)} does not exist; there are ${known.map((other) => `existing:certificate/${other}`).join(", ") || "no certificates in plumbline:existing"}${suggestion(name, known)}`,
                },
            ];
        }
        const key = `plumbline:existing.certificates.${name}`;
        const hosts = certifiedHosts(values);
        return [
            ...placeProblems(key, "regional", entry, hosts, { region, accountId }),
            ...placeProblems(key, "cloudFront", entry, hosts, { region: CLOUDFRONT, accountId }),
        ];
    },
};

function placeProblems(
    key: string,
    place: keyof CertifiedHosts,
    entry: Values["existing"]["certificates"][string],
    hosts: CertifiedHosts,
    here: { readonly region: string; readonly accountId: string },
): Problem[] {
    const [user] = hosts[place];
    if (user === undefined) return [];
    const given = entry[place];
    const whose = place === "regional" ? "which is plumbline:region" : "where CloudFront looks for it";
    if (given === undefined) {
        return [
            {
                key: `${key}.${place}`,
                message: `is missing; ${user.id} needs a certificate for ${user.host} in ${here.region}, ${whose}`,
            },
        ];
    }
    const arn = parseArn(given);
    if (arn === undefined) return [];
    return [
        ...(arn.region === here.region
            ? []
            : [
                  {
                      key: `${key}.${place}`,
                      message: `${show(given)} is not allowed for ${user.id}, because it is in ${arn.region}; it must be in ${here.region}, ${whose}`,
                  },
              ]),
        ...(arn.accountId === here.accountId
            ? []
            : [
                  {
                      key: `${key}.${place}`,
                      message: `${show(given)} is not allowed, because it is in account ${arn.accountId}; it must be in plumbline:accountId, which is ${here.accountId}`,
                  },
              ]),
    ];
}
