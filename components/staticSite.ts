import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { Bucket } from "./bucket";
import { Component } from "./support/component";
import { aliasRecords, type PublicZone } from "./support/dns";
import type { Statement } from "./support/iam";
import { mergeLinks, type NamedLink } from "./support/link";
import { NEVER_CACHED, readSite, type SiteContent } from "./support/siteContent";
import { createDistribution } from "./support/siteDistribution";

/** Arguments of {@link StaticSite}. */
export interface StaticSiteArgs {
    /** Folder with the built site. */
    readonly content: string;
    /** Release to show. @default the content's own hash */
    readonly release?: string | undefined;
    /** Unknown paths show `index.html`. @default true */
    readonly spa?: boolean;
    /** Plain members of `config.json`. @default none */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** Origins, besides those of what it uses, that its scripts may call. @default none */
    readonly connectSources?: readonly string[];
    /** Whose addresses `config.json` holds. @default nothing */
    readonly links?: readonly NamedLink[];
    /** Host name and the zone it is in. @default CloudFront's own name */
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
    /** ARN of the KMS key that encrypts the files. */
    readonly keyArn: pulumi.Input<string>;
    /** Bucket that gets the access logs. */
    readonly logBucket: pulumi.Input<string>;
    /** Refuse deletion of the files. @default true */
    readonly protect?: boolean;
}

/**
 * A static site: a private bucket behind CloudFront. A release is a prefix of the bucket that never changes;
 * the distribution points to one of them. New content is a new release; naming an earlier one in `release`
 * goes back to it in a single change, because the files of earlier releases stay in the bucket.
 */
export class StaticSite extends Component {
    /** Where people reach it, without a slash at the end. */
    readonly url: pulumi.Output<string>;
    readonly distributionId: pulumi.Output<string>;
    readonly bucketName: pulumi.Output<string>;
    /** The release that is shown. */
    readonly release: string;

    constructor(name: string, args: StaticSiteArgs, options?: pulumi.ComponentResourceOptions) {
        super("StaticSite", name, options);
        const content = readSite(args.content);
        this.release = args.release ?? content.release;
        const [distributionArn, setDistributionArn] = pulumi.deferredOutput<string>();
        const bucket = new Bucket(
            name,
            {
                keyArn: args.keyArn,
                logBucket: args.logBucket,
                ...(args.protect === undefined ? {} : { protect: args.protect }),
                statements: (bucketArn) => readableBy(distributionArn, bucketArn),
            },
            { parent: this },
        );
        const links = mergeLinks(args.links ?? []);
        const files = this.uploadContent(bucket, content);
        const settings = this.uploadSettings(bucket, args, links.environment);
        const distribution = createDistribution(
            name,
            {
                origin: bucket.regionalDomainName,
                originPath: `/${this.prefix}`,
                spa: args.spa ?? true,
                connectSources: [...(args.connectSources ?? []), ...urls(links.environment)],
                domain: args.domain,
            },
            // People must not be sent to a release before all of it is there.
            { ...this.child, dependsOn: [...files, settings] },
        );
        setDistributionArn(distribution.arn);
        this.distributionId = distribution.id;
        this.bucketName = bucket.bucketName;
        this.url = pulumi.interpolate`https://${args.domain?.host ?? distribution.domainName}`;
        if (args.domain) {
            const target = { name: distribution.domainName, zoneId: distribution.hostedZoneId };
            aliasRecords(name, args.domain.zone, args.domain.host, target, this.child, { ipv6: true });
        }
        this.registerOutputs({
            url: this.url,
            distributionId: this.distributionId,
            bucketName: this.bucketName,
            release: this.release,
        });
    }

    private get prefix(): string {
        return `releases/${this.release}`;
    }

    /** Uploads the content, unless another release than the content's is asked for: that one is there already. */
    private uploadContent(bucket: Bucket, content: SiteContent): pulumi.Resource[] {
        if (this.release !== content.release) return [];
        return content.files.map(
            ({ path, source, contentType, cacheControl }) =>
                new s3.BucketObjectv2(
                    `${this.name}/${path}`,
                    {
                        bucket: bucket.bucketName,
                        key: `${this.prefix}/${path}`,
                        source: new pulumi.asset.FileAsset(source),
                        contentType,
                        cacheControl,
                    },
                    // Earlier releases stay, to go back to.
                    { ...this.child, retainOnDelete: true },
                ),
        );
    }

    /** `config.json`: what the site must know of this environment. Read at run time, so that a build fits all. */
    private uploadSettings(
        bucket: Bucket,
        { settings }: StaticSiteArgs,
        addresses: Readonly<Record<string, pulumi.Input<string>>>,
    ): pulumi.Resource {
        return new s3.BucketObjectv2(
            `${this.name}/config.json`,
            {
                bucket: bucket.bucketName,
                key: `${this.prefix}/config.json`,
                content: pulumi.jsonStringify({ ...settings, ...addresses }),
                contentType: "application/json; charset=utf-8",
                cacheControl: NEVER_CACHED,
            },
            { ...this.child, retainOnDelete: true },
        );
    }
}

/** One distribution may read the files; listing makes a missing one a 404 instead of a 403. */
function readableBy(distributionArn: pulumi.Input<string>, bucketArn: pulumi.Output<string>): Statement[] {
    const grant = {
        principals: { Service: ["cloudfront.amazonaws.com"] },
        conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
    };
    return [
        { sid: "Read", actions: ["s3:GetObject"], resources: [pulumi.interpolate`${bucketArn}/*`], ...grant },
        { sid: "List", actions: ["s3:ListBucket"], resources: [bucketArn], ...grant },
    ];
}

/** The addresses among the variables that links give. */
function urls(environment: Readonly<Record<string, pulumi.Input<string>>>): pulumi.Input<string>[] {
    return Object.entries(environment).flatMap(([name, value]) => (name.endsWith("_URL") ? [value] : []));
}
