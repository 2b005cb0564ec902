export { CACHING_OPTIMIZED, cachePolicy } from "./siteBehaviors";
export { BUCKET_ORIGIN, bucketFront, type BucketFrontArgs, ERROR_SECONDS, originAccess } from "./bucketFront";
export { strictTransport } from "./siteHeaders";
export { distributionMetric, siteWidgets } from "./siteMetrics";
export { StaticSite, type StaticSiteArgs } from "./staticSite";
export { readableAt, type SitePath } from "./sitePaths";
