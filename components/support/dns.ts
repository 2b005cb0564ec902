import type * as aws from "@pulumi/aws";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

/** A record that people have to make, where DNS is elsewhere. */
export interface RecordToMake {
    readonly name: string;
    readonly type: "CNAME";
    readonly target: pulumi.Input<string>;
}

/** Where the records of public names go. */
export interface RecordPlace {
    /** Hosted zone. Undefined: DNS is elsewhere. */
    readonly zoneId: pulumi.Input<string> | undefined;
    /** Gets the records that the stack does not make, where DNS is elsewhere. */
    readonly toMake?: RecordToMake[];
}

/** Public names, with their certificates. */
export interface PublicZone extends RecordPlace {
    /** Domain of the zone. */
    readonly domainName: string;
    /** Whether the certificates are the stack's own, for the domain and every name directly below it. @default true */
    readonly hasOwnCertificates?: boolean;
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

/** Name and parent that the records of a host name had before, without the type at the end. */
export interface EarlierRecord {
    readonly name: string;
    /** @default that of the record */
    readonly parent?: pulumi.Resource;
}

/**
 * Alias records of a host name, for IPv4 and, if the target supports it, IPv6. DNS that is elsewhere knows no such records of
 * AWS's, and takes one CNAME.
 */
export function aliasRecords(
    name: string,
    { zoneId, toMake }: RecordPlace,
    host: string,
    target: AliasTarget,
    options: pulumi.CustomResourceOptions,
    { ipv6 = false, earlier }: { readonly ipv6?: boolean; readonly earlier?: EarlierRecord } = {},
): void {
    if (zoneId === undefined) {
        if (toMake === undefined) throw new Error(`there is no place for the record of ${host}`);
        toMake.push({ name: host, type: "CNAME", target: target.name });
        return;
    }
    for (const type of ipv6 ? ["A", "AAAA"] : ["A"]) {
        const ending = type.toLowerCase();
        const aliases = earlier && [{ ...earlier, name: `${earlier.name}-${ending}` }];
        new route53.Record(
            `${name}-${ending}`,
            {
                zoneId,
                name: host,
                type,
                aliases: [{ name: target.name, zoneId: target.zoneId, evaluateTargetHealth: false }],
            },
            // The earlier record may have the same name in DNS: Route 53 refuses a second one beside it.
            aliases ? { ...options, aliases, deleteBeforeReplace: true } : options,
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
