import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../support/component";
import type { PublicZone } from "../support/dns";
import { certificateTags, whenIssued } from "../support/issued";
import { EDGE_REGION } from "../support/regions";
import { zoneHolds } from "./zoneHolds";

/** Arguments of {@link Domain}. */
export interface DomainArgs {
    /** The domain, below which everything public has its name, such as `shop.example.com`. */
    readonly name: string;
    /** Id of an existing hosted zone. @default a new zone, which the parent domain then has to delegate to */
    readonly zoneId?: string | undefined;
    readonly region: string;
    /** ARNs of certificates that exist, where the stack needs one. @default the stack makes its own */
    readonly certificates?:
        { readonly regional: string | undefined; readonly cloudFront: string | undefined } | undefined;
}

/** A DNS zone with certificates for the domain and every name directly below it, renewed by themselves. */
export class Domain extends Component implements PublicZone {
    readonly domainName: string;
    readonly zoneId: pulumi.Output<string>;
    /** Of load balancers and APIs, in the stack's region. */
    readonly certificateArn: pulumi.Output<string>;
    /** Of CloudFront distributions, in us-east-1. */
    readonly cloudFrontCertificateArn: pulumi.Output<string>;
    /** Where the parent domain has to delegate to; empty for an existing zone. */
    readonly nameServers: pulumi.Output<string[]>;
    readonly hasOwnCertificates: boolean;

    private validation: route53.Record | undefined;

    constructor(name: string, args: DomainArgs, options?: pulumi.ComponentResourceOptions) {
        super("Domain", name, options);
        this.domainName = args.name;
        const zone = args.zoneId === undefined ? this.createZone(args) : undefined;
        if (args.zoneId !== undefined) zoneHolds(args.name, args.zoneId, "domain.zoneId", this);
        this.zoneId = zone?.zoneId ?? pulumi.output(args.zoneId ?? "");
        this.nameServers = zone?.nameServers ?? pulumi.output([]);
        const { certificates } = args;
        this.hasOwnCertificates = certificates === undefined;
        if (certificates) {
            // Nothing asks for the one that is not given.
            this.certificateArn = pulumi.output(certificates.regional ?? "");
            this.cloudFrontCertificateArn = pulumi.output(certificates.cloudFront ?? "");
        } else {
            this.certificateArn = this.createCertificate(name, args.name, args.region);
            this.cloudFrontCertificateArn =
                args.region === EDGE_REGION
                    ? this.certificateArn
                    : this.createCertificate(`${name}-cloudfront`, args.name, EDGE_REGION);
        }
        this.registerOutputs({
            domainName: this.domainName,
            zoneId: this.zoneId,
            certificateArn: this.certificateArn,
            cloudFrontCertificateArn: this.cloudFrontCertificateArn,
            nameServers: this.nameServers,
        });
    }

    private createZone({ name }: DomainArgs): route53.Zone {
        return new route53.Zone(this.name, { name }, this.child);
    }

    private createCertificate(name: string, domainName: string, region: string): pulumi.Output<string> {
        const certificate = new acm.Certificate(
            name,
            {
                domainName,
                subjectAlternativeNames: [`*.${domainName}`],
                validationMethod: "DNS",
                tags: certificateTags(name),
                region,
            },
            this.child,
        );
        // The domain, the names below it and the certificates of every region are proved by the same record.
        this.validation ??= this.createValidationRecord(certificate);
        const before = this.toDo;
        return new acm.CertificateValidation(
            name,
            {
                certificateArn: whenIssued(name, certificate, { domainName, region, before }, this),
                validationRecordFqdns: [this.validation.fqdn],
                region,
            },
            this.child,
        ).certificateArn;
    }

    /** What people have to do first where the stack has made the zone; empty for an existing one. */
    private get toDo(): pulumi.Output<string> {
        return this.nameServers.apply((servers) =>
            servers.length === 0
                ? ""
                : `Delegate ${this.domainName} now: in the zone of its parent domain, or at the registrar, its name servers (NS) must be ${servers.join(", ")}. `,
        );
    }

    private createValidationRecord({ domainValidationOptions }: acm.Certificate): route53.Record {
        const record = domainValidationOptions.apply(([first]) => ({
            name: first?.resourceRecordName ?? "",
            type: first?.resourceRecordType ?? "CNAME",
            value: first?.resourceRecordValue ?? "",
        }));
        return new route53.Record(
            `${this.name}-validation`,
            {
                zoneId: this.zoneId,
                name: record.name,
                type: record.type,
                records: [record.value],
                ttl: 300,
                allowOverwrite: true,
            },
            this.child,
        );
    }
}
