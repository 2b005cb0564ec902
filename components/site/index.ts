export { cachePolicy } from "./siteBehaviors";
export { BUCKET_ORIGIN, bucketFront, type BucketFrontArgs, ERROR_SECONDS, originAccess } from "./bucketFront";
export { strictTransport } from "./siteHeaders";
export { errorShare, siteWidgets, TOO_MANY_PERCENT } from "./siteMetrics";
export { StaticSite, type StaticSiteArgs } from "./staticSite";
export { readableAt, type SitePath } from "./sitePaths";
