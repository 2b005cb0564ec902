export { Media, type MediaArgs } from "./media";
export { SigningKeys, type SigningKeysArgs } from "./signingKeys";
export { servedTo } from "./bucketAccess";
