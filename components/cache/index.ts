export { cacheLink } from "./cacheLink";
export { Cache, type CacheArgs } from "./cache";
