import { readFileSync } from "node:fs";
import * as apigateway from "@pulumi/aws/apigatewayv2";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { Bucket } from "../storage";
import { aliasRecords, type PublicZone } from "../support/dns";

interface ApiDomainArgs {
    readonly apiId: pulumi.Input<string>;
    readonly stageId: pulumi.Input<string>;
    readonly host: string;
    readonly zone: PublicZone;
    /** File with the certificates of those who sign callers' certificates. @default callers need none */
    readonly mutualTls?: string | undefined;
    readonly logBucket?: pulumi.Input<string> | undefined;
    readonly protect: boolean;
}

/** A name of its own for an API, over TLS 1.2, for which callers may have to show a certificate. */
export function createApiDomain(
    name: string,
    args: ApiDomainArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const { host, zone } = args;
    const domainName = new apigateway.DomainName(
        name,
        {
            domainName: host,
            domainNameConfiguration: {
                certificateArn: zone.certificateArn,
                endpointType: "REGIONAL",
                securityPolicy: "TLS_1_2",
            },
            ...(args.mutualTls === undefined
                ? {}
                : { mutualTlsAuthentication: createTrustStore(name, args.mutualTls, args, options) }),
        },
        options,
    );
    new apigateway.ApiMapping(
        name,
        { apiId: args.apiId, stage: args.stageId, domainName: domainName.id },
        options,
    );
    const target = {
        name: domainName.domainNameConfiguration.apply(({ targetDomainName }) => targetDomainName ?? ""),
        zoneId: domainName.domainNameConfiguration.apply(({ hostedZoneId }) => hostedZoneId ?? ""),
    };
    aliasRecords(name, zone, host, target, options);
    return domainName.domainName.apply((known) => `https://${known}`);
}

/** The certificates in a bucket, from which API Gateway reads them; the object's version makes a change take effect. */
function createTrustStore(
    name: string,
    file: string,
    { logBucket, protect }: ApiDomainArgs,
    options: pulumi.CustomResourceOptions,
) {
    // Public certificates: they need no key of ours, which API Gateway would need permission to use.
    const bucket = new Bucket(
        `${name}-trust`,
        { protect, ...(logBucket === undefined ? {} : { logBucket }) },
        options,
    );
    const object = new s3.BucketObjectv2(
        `${name}-trust`,
        {
            bucket: bucket.readyName,
            key: "truststore.pem",
            content: readFileSync(file, "utf8"),
            contentType: "application/x-pem-file",
        },
        // An object has a version only once versions are kept.
        { ...options, dependsOn: [bucket] },
    );
    return {
        truststoreUri: pulumi.interpolate`s3://${object.bucket}/${object.key}`,
        truststoreVersion: object.versionId,
    };
}
