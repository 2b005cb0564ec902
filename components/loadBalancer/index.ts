export { LoadBalancer, type LoadBalancerArgs } from "./loadBalancer";
export { isEncrypted, publicAddress, type PublicExposure } from "./publicAddress";
export { expose, exposeShifting, shiftedRequests, type ShiftingTarget, type Target } from "./targetGroup";
export { healthAlarms, targetWidgets, versionAlarms, type MeasuredTarget } from "./targetMetrics";
