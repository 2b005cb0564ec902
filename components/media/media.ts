import type * as pulumi from "@pulumi/pulumi";
import { interpolate } from "@pulumi/pulumi";

import type { PriceClass } from "../../model/choices";
import * as defaults from "../../model/defaults";
import type { Countries } from "../edge";
import { siteWidgets } from "../site";
import { logRequests } from "../storage";
import { Component } from "../support/component";
import { aliasRecords, type PublicZone } from "../support/dns";
import { type Link, type Linkable, variable } from "../support/link";
import { createEdgeAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { createMediaDistribution } from "./mediaDistribution";
import { createMediaHeaders } from "./mediaHeaders";
import { mediaAlarms } from "./mediaMetrics";
import { SigningKeys, type SigningKeysArgs } from "./signingKeys";

/** Arguments of {@link Media}. */
export interface MediaArgs extends SigningKeysArgs {
    /** The private bucket; its policy must let the distribution read it: see `servedTo`. */
    readonly bucket: { readonly regionalDomainName: pulumi.Input<string> };
    /** Folder of the bucket that is served, without slashes at its ends. @default all of it */
    readonly prefix?: string | undefined;
    /** Whether requests need a signature. @default true */
    readonly signed?: boolean;
    /** Path patterns that need no signature, such as `/thumbnails/*`. @default none */
    readonly public?: readonly string[];
    /** Seconds that CloudFront keeps an object at most. @default as each object says, otherwise a day */
    readonly cacheSeconds?: number | undefined;
    /** Origins whose pages may read objects, with cookies, never `*`. @default none */
    readonly corsOrigins?: readonly string[];
    /** Host name and the zone it is in. @default CloudFront's own name */
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
    /** Where viewers may be. @default anywhere */
    readonly countries?: Countries | undefined;
    /** ARN of a web ACL for CloudFront that every request passes. @default none */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    /** Parts of the world that CloudFront serves from. @default "PriceClass_100" */
    readonly priceClass?: PriceClass;
    /** Whether CloudFront's access logs are kept. @default true if there is a bucket for them */
    readonly accessLogs?: boolean;
    /** ARN of the bucket that gets them, under `cloudfront/`. @default none */
    readonly accessLogBucketArn?: pulumi.Output<string> | undefined;
    /** ARN of the topic in us-east-1 that alarms of CloudFront publish to. @default no alarms */
    readonly edgeAlarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * Objects of a private bucket for those who have a signed URL or signed cookies: CloudFront in front of the bucket, and keys
 * that only workloads with `uses: [media/<name>:sign]` may read. Ranges of an object are served, as players ask for them.
 */
export class Media extends Component implements Linkable, Monitored {
    /** Where objects are, without a slash at the end. */
    readonly url: pulumi.Output<string>;
    readonly distributionId: pulumi.Output<string>;
    readonly distributionArn: pulumi.Output<string>;
    /** Keys that sign; undefined if requests need no signature. */
    readonly keys: SigningKeys | undefined;

    constructor(
        name: string,
        private readonly args: MediaArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Media", name, options);
        const { domain, prefix, signed = true } = args;
        this.keys = signed ? new SigningKeys(`${name}-signing`, args, { parent: this }) : undefined;
        const headers = createMediaHeaders(name, args.corsOrigins ?? [], this.child);
        const distribution = createMediaDistribution(
            name,
            {
                origin: args.bucket.regionalDomainName,
                originPath: prefix === undefined ? undefined : `/${prefix}`,
                aliases: domain ? [domain.host] : [],
                certificateArn: domain?.zone.cloudFrontCertificateArn,
                keyGroupId: this.keys?.keyGroupId,
                open: args.public ?? [],
                cacheSeconds: args.cacheSeconds,
                responseHeadersPolicyId: headers.id,
                countries: args.countries,
                webAclArn: args.webAclArn,
                priceClass: args.priceClass ?? defaults.media.priceClass,
            },
            this.child,
        );
        this.distributionId = distribution.id;
        this.distributionArn = distribution.arn;
        this.url = interpolate`https://${domain?.host ?? distribution.domainName}`;
        if (domain) {
            const target = { name: distribution.domainName, zoneId: distribution.hostedZoneId };
            aliasRecords(name, domain.zone, domain.host, target, this.child, { ipv6: true });
        }
        this.watch();
        this.registerOutputs({
            url: this.url,
            distributionId: this.distributionId,
            distributionArn: this.distributionArn,
        });
    }

    /** `MEDIA_<NAME>_URL`, and the key as `MEDIA_<NAME>_KEY` for containers, `MEDIA_<NAME>_KEY_ARN` for all workloads. */
    link(): Link {
        const { name, url, keys } = this;
        return {
            environment: { [variable("media", name, "url")]: url },
            ...keys?.link(variable("media", name, "key")),
        };
    }

    dashboardRow(): DashboardRow {
        const rotation = this.keys?.dashboardRow().widgets ?? [];
        return { title: `Media ${this.name}`, widgets: [...siteWidgets(this.distributionId), ...rotation] };
    }

    private watch(): void {
        const { region, edgeAlarmTopicArn, accessLogs = true, accessLogBucketArn } = this.args;
        const alarms = mediaAlarms(this.name, this.distributionId, this.keys !== undefined);
        createEdgeAlarms(this.name, region, edgeAlarmTopicArn, alarms, this.child);
        if (accessLogs && accessLogBucketArn) {
            const logs = { distributionArn: this.distributionArn, bucketArn: accessLogBucketArn };
            logRequests(this.name, logs, this.child);
        }
    }
}
