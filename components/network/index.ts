export { Network, type NetworkArgs } from "./network";
export type { ReachingVpc, Vpc } from "./vpc";
