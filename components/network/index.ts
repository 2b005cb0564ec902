export { ExistingNetwork, type ExistingNetworkArgs, type FoundVpc } from "./existingNetwork";
export { Network, type NetworkArgs } from "./network";
export type { ReachingVpc, Vpc } from "./vpc";
