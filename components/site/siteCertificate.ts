import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

import { dashed } from "../../model/names";
import type { PublicZone } from "../support/dns";
import { certificateTags, whenIssued } from "../support/issued";
import { EDGE_REGION } from "../support/regions";

/** A host name in a zone of its own. */
export interface ForeignHost {
    readonly host: string;
    readonly zoneId: pulumi.Input<string>;
}

/**
 * A certificate for a site with names outside the stack's domain: a distribution can have one only, so that it holds
 * the domain and the names below it, too. Those are proved already, by the record that the stack's own certificate
 * was made with.
 */
export function createSiteCertificate(
    name: string,
    zone: PublicZone,
    foreign: readonly ForeignHost[],
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const certificate = new acm.Certificate(
        name,
        {
            domainName: zone.domainName,
            subjectAlternativeNames: [`*.${zone.domainName}`, ...foreign.map(({ host }) => host)],
            validationMethod: "DNS",
            tags: certificateTags(name),
            region: EDGE_REGION,
        },
        options,
    );
    const records = foreign.map(({ host, zoneId }) => {
        const proof = certificate.domainValidationOptions.apply((proofs) =>
            proofs.find(({ domainName }) => domainName === host),
        );
        return new route53.Record(
            `${name}-${dashed(host)}-validation`,
            {
                zoneId,
                name: proof.apply((known) => known?.resourceRecordName ?? ""),
                type: proof.apply((known) => known?.resourceRecordType ?? "CNAME"),
                records: [proof.apply((known) => known?.resourceRecordValue ?? "")],
                ttl: 300,
                allowOverwrite: true,
            },
            options,
        );
    });
    return new acm.CertificateValidation(
        name,
        {
            certificateArn: whenIssued(
                name,
                certificate,
                { domainName: zone.domainName, region: EDGE_REGION },
                options.parent,
            ),
            region: EDGE_REGION,
        },
        { ...options, dependsOn: records },
    ).certificateArn;
}
