import type * as pulumi from "@pulumi/pulumi";

import type { ServerlessApi } from "../components/api";
import { OriginSecret } from "../components/edge";
import type { Media } from "../components/media";
import type { ContainerService } from "../components/service";
import type { Bucket } from "../components/storage";
import type { SitePath } from "../components/site";
import { httpOrigin, ORIGIN_HEADER } from "../components/support/originSecret";
import { mapValues, valueOf } from "../components/support/values";
import { type Catalogue, closedServices, type Settings, sitesLeadingTo, sitesWithSecret } from "../config";
import { parseUse } from "../model/uses";
import { objectsOf } from "./bucketReaders";

type Made<Part> = Readonly<Record<string, Part>>;

/** What a path can lead to. */
interface Targets {
    readonly api: Made<Pick<ServerlessApi, "origin">>;
    readonly service: Made<Pick<ContainerService, "url">>;
    readonly bucket: Made<Pick<Bucket, "regionalDomainName">>;
    readonly media: Made<Pick<Media, "keys">>;
}

/** API Gateway gives up after 30 seconds; https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const API_SECONDS = 30;
/** The most without a higher quota; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const SERVICE_SECONDS = 60;

/** Where the paths of a site lead. */
export function targetsOf(
    paths: Catalogue["site"]["paths"],
    media: Settings["media"],
    made: Targets,
    secret: OriginSecret | undefined,
): Record<string, SitePath> {
    return mapValues(paths, (path) => {
        const { to: id, stripPrefix } = path;
        const { kind, name } = parseUse(id);
        const objects = objectsOf(path, media);
        if (objects !== undefined) {
            const { bucket, ...served } = objects;
            const keys = kind === "media" ? valueOf(made.media, name).keys : undefined;
            return {
                to: { kind: "bucket", id, bucket: valueOf(made.bucket, bucket), ...served },
                stripPrefix,
                ...(keys && { keyGroups: [keys.keyGroupId] }),
            };
        }
        if (kind === "api") {
            const { origin } = valueOf(made.api, name);
            return { to: { kind: "http", id, origin, readSeconds: API_SECONDS }, stripPrefix };
        }
        const { url } = valueOf(made.service, name);
        if (url === undefined) throw new Error(`${id} has no address that CloudFront could call`);
        const origin = httpOrigin(url, secret?.value);
        return { to: { kind: "http", id, origin, readSeconds: SERVICE_SECONDS }, stripPrefix };
    });
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
