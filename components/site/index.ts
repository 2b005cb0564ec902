export { StaticSite, type StaticSiteArgs } from "./staticSite";
