import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Bucket, logRequests } from "../storage";
import { createBasicAuth } from "./basicAuth";
import { Component } from "../support/component";
import { aliasRecords, type PublicZone } from "../support/dns";
import { createEdgeFunction } from "./edgeFunction";
import type { Countries } from "../edge";
import { mergeLinks, type NamedLink } from "../support/link";
import { createEdgeAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { redirectHosts, redirectRecords, type RedirectHost } from "./redirectHosts";
import { createPathParts } from "./pathParts";
import type { SiteBehavior } from "./siteBehaviors";
import { createSiteCertificate, type ForeignHost } from "./siteCertificate";
import { readSite, type SiteContent } from "./siteContent";
import { createDistribution } from "./siteDistribution";
import { createResponseHeaders, type SiteHeaders } from "./siteHeaders";
import { siteAlarms, siteWidgets } from "./siteMetrics";
import { pathAddresses, type SitePath } from "./sitePaths";
import { existingRelease, filesOf, readableBy, uploadSite, RELEASES } from "./siteUploads";
import type { PriceClass } from "../../model/choices";

/** Arguments of {@link StaticSite}. */
export interface StaticSiteArgs {
    /** Folder with the built site. */
    readonly content: string;
    /** The only account whose principals may read the password: 12 digits. */
    readonly accountId: string;
    /** Release to show. @default the content's own hash */
    readonly release?: string | undefined;
    /** Paths that are neither a file nor a folder with a page of its own show `index.html`. @default true */
    readonly spa?: boolean;
    /** Pages for the errors 403 and 404, such as `{ 404: "/404.html" }`. @default CloudFront's own */
    readonly errorPages?: Readonly<Partial<Record<"403" | "404", string>>>;
    /** Paths, or all below one (`/blog/*`), that lead elsewhere for good. @default none */
    readonly redirects?: Readonly<Record<string, string>>;
    /** Paths, or all below one, that show another file. @default none */
    readonly rewrites?: Readonly<Record<string, string>>;
    /** Ask for a name and a generated password, which is in Secrets Manager. @default false */
    readonly basicAuth?: boolean;
    /** Any other number makes the password anew, and the former one worthless. @default 1 */
    readonly passwordGeneration?: number;
    /** Path patterns of files whose content never changes under their name, such as `/assets/*`. @default scripts and stylesheets with a hash in their name */
    readonly immutable?: readonly string[];
    /** How files of a type or below a path are treated. @default as each file says */
    readonly behaviors?: Readonly<Record<string, SiteBehavior>>;
    /** Path patterns that lead elsewhere, before its behaviors; the most exact match counts. @default none */
    readonly paths?: Readonly<Record<string, SitePath>>;
    /** Security headers that differ from the strict ones. @default none */
    readonly headers?: SiteHeaders;
    /** Origins whose pages may read its files, never `*`. @default none */
    readonly corsOrigins?: readonly string[];
    /** Plain members of `config.json`. @default none */
    readonly settings?: Readonly<Record<string, unknown>>;
    /** Origins that its scripts may call besides its links. @default none */
    readonly connectSources?: readonly string[];
    /** Links whose addresses `config.json` contains. @default none */
    readonly links?: readonly NamedLink[];
    /** Host name and the zone it is in. @default CloudFront's own name */
    readonly domain?: { readonly host: string; readonly zone: PublicZone } | undefined;
    /** Other hosts that lead to it, full names in the domain's zone or one of their own; they need a domain. @default none */
    readonly redirectHosts?: readonly (string | ForeignHost)[];
    /** Where visitors may be. @default anywhere */
    readonly countries?: Countries | undefined;
    /** ARN of a web ACL for CloudFront that every request passes. @default none */
    readonly webAclArn?: pulumi.Input<string> | undefined;
    /** Parts of the world that CloudFront serves from. @default "PriceClass_100" */
    readonly priceClass?: PriceClass;
    readonly region: string;
    /** ARN of the KMS key that encrypts the files. */
    readonly keyArn: pulumi.Input<string>;
    /** Bucket that gets the access logs of the files' bucket. */
    readonly logBucket: pulumi.Input<string>;
    /** Whether CloudFront's access logs are kept. @default true if there is a bucket for them */
    readonly accessLogs?: boolean;
    /** ARN of the bucket that gets them, under `cloudfront/`. @default none */
    readonly accessLogBucketArn?: pulumi.Output<string> | undefined;
    /** ARN of the topic in us-east-1 that alarms publish to. @default no alarms */
    readonly edgeAlarmTopicArn?: pulumi.Input<string> | undefined;
    /** Refuse deletion of the files. @default true */
    readonly protect?: boolean;
}

/**
 * A static site: a private bucket behind CloudFront. A release is a prefix of the bucket that never changes; the
 * distribution points to one of them. New content is a new release; naming an earlier one in `release` goes back to
 * it in a single change, because the files of earlier releases stay in the bucket.
 */
export class StaticSite extends Component implements Monitored {
    /** Where people reach it, without a slash at the end. */
    readonly url: pulumi.Output<string>;
    readonly distributionId: pulumi.Output<string>;
    readonly distributionArn: pulumi.Output<string>;
    readonly bucketName: pulumi.Output<string>;
    /** The files that the program uploads. */
    readonly objectArns: readonly pulumi.Output<string>[];
    /** The release that is shown. */
    readonly release: string;
    /** Addresses below it that lead elsewhere, by path pattern, without what a star stands for. */
    readonly paths: Readonly<Record<string, pulumi.Output<string>>>;
    /** ARN of the secret with user and password; undefined if it asks for none. */
    readonly passwordSecretArn: pulumi.Output<string> | undefined;

    constructor(
        name: string,
        private readonly args: StaticSiteArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("StaticSite", name, options);
        const { spa = true, paths = {} } = args;
        const content = this.orRefuse(() => readSite(args.content, args.immutable));
        this.release = args.release ?? content.release;
        const [distributionArn, setDistributionArn] = pulumi.deferredOutput<string>();
        const bucket = this.createBucket(distributionArn);
        const { environment } = mergeLinks(args.links ?? []);
        const settings = pulumi.jsonStringify({ ...args.settings, ...environment });
        const uploads = uploadSite(
            name,
            { bucketName: bucket.readyName, release: this.release, content, settings },
            this.child,
        );
        const auth = args.basicAuth ? createBasicAuth(`${name}-password`, args, this.child) : undefined;
        const hosts = redirectHosts(name, args.redirectHosts ?? [], args.domain, this);
        const names = { host: args.domain?.host, redirectHosts: hosts.map(({ host }) => host) };
        const foreign = hosts.filter((host): host is ForeignHost => host.zoneId !== undefined);
        const request = createEdgeFunction(
            name,
            {
                ...names,
                redirects: args.redirects ?? {},
                rewrites: args.rewrites ?? {},
                spa,
                files:
                    this.release === content.release
                        ? content.files.map(({ path }) => path)
                        : filesOf(bucket.bucketName, this.release, this.child),
                authorization: auth?.authorization,
            },
            this.child,
        );
        const headers = createResponseHeaders(
            name,
            {
                headers: args.headers ?? {},
                connectSources: [...(args.connectSources ?? []), ...urls(environment)],
                mediaSources: urls(environment, "MEDIA_"),
                corsOrigins: args.corsOrigins ?? [],
            },
            this.child,
        );
        const distribution = createDistribution(
            name,
            {
                origin: bucket.regionalDomainName,
                originPath: `/${RELEASES}${this.release}`,
                aliases: args.domain ? [args.domain.host, ...hosts.map(({ host }) => host)] : [],
                certificateArn:
                    args.domain && args.domain.zone.hasOwnCertificates !== false && foreign.length > 0
                        ? createSiteCertificate(name, args.domain.zone, foreign, this.child)
                        : args.domain?.zone.cloudFrontCertificateArn,
                functionArn: request.arn,
                responseHeadersPolicyId: headers.id,
                behaviors: args.behaviors ?? {},
                paths,
                pathParts: createPathParts(
                    name,
                    { ...names, paths, authorization: auth?.authorization },
                    this.child,
                ),
                errorPages: args.errorPages ?? {},
                countries: args.countries,
                webAclArn: args.webAclArn,
                priceClass: args.priceClass ?? defaults.staticSite.priceClass,
            },
            // People must not be sent to a release before all of it is there.
            { ...this.child, dependsOn: [...uploads, ...this.pinned(content, bucket)] },
        );
        setDistributionArn(distribution.arn);
        this.distributionId = distribution.id;
        this.distributionArn = distribution.arn;
        this.bucketName = bucket.bucketName;
        this.objectArns = [pulumi.interpolate`${bucket.bucketArn}/${RELEASES}*`];
        this.passwordSecretArn = auth?.secretArn;
        this.url = pulumi.interpolate`https://${args.domain?.host ?? distribution.domainName}`;
        this.paths = pathAddresses(paths, this.url);
        this.createNames(distribution, hosts);
        this.watch(distribution);
        this.registerOutputs({
            url: this.url,
            distributionId: this.distributionId,
            distributionArn: this.distributionArn,
            bucketName: this.bucketName,
            release: this.release,
            paths: this.paths,
            passwordSecretArn: this.passwordSecretArn,
        });
    }

    dashboardRow(): DashboardRow {
        return { title: `Site ${this.name}`, widgets: siteWidgets(this.distributionId) };
    }

    private createBucket(distributionArn: pulumi.Output<string>): Bucket {
        const { keyArn, logBucket, protect } = this.args;
        return new Bucket(
            this.name,
            {
                keyArn,
                logBucket,
                ...(protect === undefined ? {} : { protect }),
                statements: (bucketArn) => readableBy(distributionArn, bucketArn),
            },
            { parent: this },
        );
    }

    /** A release that is not uploaded now must be there already. */
    private pinned(content: SiteContent, bucket: Bucket): pulumi.Resource[] {
        return this.release === content.release
            ? []
            : [existingRelease(this.name, bucket.bucketName, this.release, this.child)];
    }

    private createNames(
        distribution: {
            readonly domainName: pulumi.Output<string>;
            readonly hostedZoneId: pulumi.Output<string>;
        },
        others: readonly RedirectHost[],
    ): void {
        const { domain } = this.args;
        if (domain === undefined) return;
        const target = { name: distribution.domainName, zoneId: distribution.hostedZoneId };
        aliasRecords(this.name, domain.zone, domain.host, target, this.child, { ipv6: true });
        redirectRecords(this.name, others, domain, target, this.child);
    }

    private watch(distribution: {
        readonly arn: pulumi.Output<string>;
        readonly id: pulumi.Output<string>;
    }): void {
        const { region, edgeAlarmTopicArn, accessLogs = true, accessLogBucketArn } = this.args;
        const alarms = siteAlarms(this.name, distribution.id);
        createEdgeAlarms(this.name, region, edgeAlarmTopicArn, alarms, this.child);
        if (accessLogs && accessLogBucketArn) {
            const logs = { distributionArn: distribution.arn, bucketArn: accessLogBucketArn };
            logRequests(this.name, logs, this.child);
        }
    }
}

/** The addresses among the variables that links give, of those that begin so. */
function urls(
    environment: Readonly<Record<string, pulumi.Input<string>>>,
    start = "",
): pulumi.Input<string>[] {
    return Object.entries(environment).flatMap(([name, value]) =>
        name.startsWith(start) && name.endsWith("_URL") ? [value] : [],
    );
}
