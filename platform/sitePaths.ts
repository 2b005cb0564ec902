import * as pulumi from "@pulumi/pulumi";

import type { ServerlessApi } from "../components/api";
import { OriginSecret } from "../components/edge";
import type { Media } from "../components/media";
import type { ContainerService } from "../components/service";
import type { Bucket } from "../components/storage";
import { readableAt, type SitePath } from "../components/site";
import type { Statement } from "../components/support/iam";
import { httpOrigin, ORIGIN_HEADER } from "../components/support/originSecret";
import { valueOf } from "../components/support/values";
import { type Catalogue, closedServices, type Settings, sitesLeadingTo, sitesWithSecret } from "../config";
import { parseUse } from "../model/uses";

type Made<Part> = Readonly<Record<string, Part>>;

/** What a path can lead to. */
interface Targets {
    readonly api: Made<Pick<ServerlessApi, "origin">>;
    readonly service: Made<Pick<ContainerService, "url">>;
    readonly bucket: Made<Pick<Bucket, "regionalDomainName">>;
    readonly media: Made<Pick<Media, "keys">>;
}
type MediaSettings = Settings["media"];

/** API Gateway gives up after 30 seconds; https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const API_SECONDS = 30;
/** The most without a higher quota; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const SERVICE_SECONDS = 60;

/** Where the paths of a site lead. */
export function targetsOf(
    paths: Catalogue["site"]["paths"],
    media: MediaSettings,
    made: Targets,
    secret: OriginSecret | undefined,
): Record<string, SitePath> {
    return Object.fromEntries(
        Object.entries(paths).map(([pattern, { to: id, stripPrefix, folder, cacheSeconds }]) => {
            const { kind, name } = parseUse(id);
            const to = (): SitePath["to"] => {
                if (kind === "bucket")
                    return { kind: "bucket", id, bucket: valueOf(made.bucket, name), folder, cacheSeconds };
                if (kind === "api") {
                    const { origin } = valueOf(made.api, name);
                    return { kind: "http", id, origin, readSeconds: API_SECONDS };
                }
                if (kind === "media") {
                    const { bucket, prefix: folder, cacheSeconds } = valueOf(media, name);
                    return { kind: "bucket", id, bucket: valueOf(made.bucket, bucket), folder, cacheSeconds };
                }
                const { url } = valueOf(made.service, name);
                if (url === undefined) throw new Error(`${id} has no address that CloudFront could call`);
                return {
                    kind: "http",
                    id,
                    origin: httpOrigin(url, secret?.value),
                    readSeconds: SERVICE_SECONDS,
                };
            };
            const keys = kind === "media" ? valueOf(made.media, name).keys : undefined;
            return [pattern, { to: to(), stripPrefix, ...(keys && { keyGroups: [keys.keyGroupId] }) }];
        }),
    );
}

/** The secrets by which services know requests of sites: one for each site that leads to services. */
export function createSiteSecrets(settings: Settings, options: pulumi.ComponentResourceOptions) {
    const secrets = new Map(
        sitesWithSecret(settings).map((site) => [
            site,
            new OriginSecret(site, { generation: valueOf(settings.sites, site).originGeneration }, options),
        ]),
    );
    const headerOf = (sites: readonly string[]) => {
        const values = sites.flatMap((site) => secrets.get(site)?.accepted ?? []);
        return values.length === 0 ? undefined : { name: ORIGIN_HEADER, values };
    };
    return {
        /** The secret of a site; undefined if it leads to no service. */
        of: (site: string): OriginSecret | undefined => secrets.get(site),
        /** The header of all that have passed CloudFront. */
        passed: headerOf([...secrets.keys()]),
        /** The header that a service requires; undefined if it answers at its own address, too. */
        required: (id: string) =>
            closedServices(settings).some((name) => id === `service/${name}`)
                ? headerOf(sitesLeadingTo(settings, id))
                : undefined,
    };
}

/** Distributions that may read buckets: each is made after the buckets, and their policies after it. */
export function createReaders({ sites, media }: Pick<Settings, "sites" | "media">) {
    const distributions = new Map(
        Object.keys(sites).map((site) => [site, pulumi.deferredOutput<string>()] as const),
    );
    const arnOf = (site: string) => valueOf(Object.fromEntries(distributions), site)[0];
    return {
        /** Statements of a bucket's policy that let the sites whose paths lead to it read what is below them. */
        statementsOf: (bucket: string): ((bucketArn: pulumi.Output<string>) => Statement[]) => {
            const paths = Object.entries(sites).flatMap(([site, settings]) =>
                Object.entries(settings.paths)
                    .map(([pattern, path]) => ({ pattern, ...path, ...objectsOf(path, media) }))
                    .filter(({ bucket: name }) => name === bucket)
                    .map(({ pattern, stripPrefix, folder }) => ({
                        ...{ site, pattern, stripPrefix, folder },
                        distributionArn: arnOf(site),
                    })),
            );
            return (bucketArn) => readableAt(paths, bucketArn);
        },
        /** Says which distribution a site has. */
        tell: (site: string, distributionArn: pulumi.Output<string>) => {
            distributions.get(site)?.[1](distributionArn);
        },
    };
}

/** The bucket that a path leads to, by itself or as media, and the folder there; no bucket if it leads to a workload. */
function objectsOf(
    { to, folder }: Catalogue["site"]["paths"][string],
    media: MediaSettings,
): { readonly bucket?: string; readonly folder?: string | undefined } {
    const { kind, name } = parseUse(to);
    if (kind === "bucket") return { bucket: name, folder };
    return kind === "media"
        ? { bucket: valueOf(media, name).bucket, folder: valueOf(media, name).prefix }
        : {};
}
