export { CACHING_OPTIMIZED, cachePolicy } from "./siteBehaviors";
export { geoRestriction } from "./siteDistribution";
export { distributionMetric, siteWidgets } from "./siteMetrics";
export { StaticSite, type StaticSiteArgs } from "./staticSite";
export { readableAt, type ReadPath, type SitePath } from "./sitePaths";
