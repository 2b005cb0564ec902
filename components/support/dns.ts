import type * as aws from "@pulumi/aws";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

/** A hosted zone for public names, with their certificates. */
export interface PublicZone {
    /** Domain of the zone. */
    readonly domainName: string;
    readonly zoneId: pulumi.Input<string>;
    /** Certificate in the stack's region. */
    readonly certificateArn: pulumi.Input<string>;
    /** Certificate in us-east-1. */
    readonly cloudFrontCertificateArn: pulumi.Input<string>;
}

/** Target of an alias record. */
export interface AliasTarget {
    readonly name: pulumi.Input<string>;
    readonly zoneId: pulumi.Input<string>;
}

/** Alias records of a host name, for IPv4 and, if the target supports it, IPv6. */
export function aliasRecords(
    name: string,
    zone: Pick<PublicZone, "zoneId">,
    host: string,
    target: AliasTarget,
    options: pulumi.CustomResourceOptions,
    { ipv6 = false, formerName }: { readonly ipv6?: boolean; readonly formerName?: string } = {},
): void {
    for (const type of ipv6 ? ["A", "AAAA"] : ["A"]) {
        const suffix = type.toLowerCase();
        new route53.Record(
            `${name}-${suffix}`,
            {
                zoneId: zone.zoneId,
                name: host,
                type,
                aliases: [{ name: target.name, zoneId: target.zoneId, evaluateTargetHealth: false }],
            },
            // The former record has the same name in DNS: Route 53 refuses a second one beside it.
            formerName === undefined
                ? options
                : { ...options, aliases: [{ name: `${formerName}-${suffix}` }], deleteBeforeReplace: true },
        );
    }
}

/** Certificate of a distribution: the given one, which must be in us-east-1, or CloudFront's own. */
export function viewerCertificate(
    certificateArn: pulumi.Input<string> | undefined,
): aws.types.input.cloudfront.DistributionViewerCertificate {
    return certificateArn === undefined
        ? { cloudfrontDefaultCertificate: true }
        : {
              acmCertificateArn: certificateArn,
              sslSupportMethod: "sni-only",
              minimumProtocolVersion: "TLSv1.2_2021",
          };
}
