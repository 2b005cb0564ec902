export { CLOUDFRONT_LOGS, logRequests } from "./siteLogs";
export { StaticSite, type StaticSiteArgs } from "./staticSite";
