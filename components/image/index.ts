export { givenImage, ownImage, type BuildArgs } from "./imageBuild";
export { Repository, type RepositoryArgs } from "./repository";
