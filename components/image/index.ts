export type { BuildArgs } from "./imageBuild";
export { ownImage } from "./ownImage";
export { Repository, type RepositoryArgs } from "./repository";
