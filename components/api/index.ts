export { knownAuthorizers } from "./apiAuthorizers";
export { ServerlessApi, type RouteArgs, type ServerlessApiArgs } from "./serverlessApi";
