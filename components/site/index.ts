export { StaticSite, type StaticSiteArgs } from "./staticSite";
export { readableAt, type ReadPath, type SitePath } from "./sitePaths";
