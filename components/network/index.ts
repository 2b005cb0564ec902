export { Network, type NetworkArgs, type Vpc } from "./network";
