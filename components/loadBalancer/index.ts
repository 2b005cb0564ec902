export { LoadBalancer, type LoadBalancerArgs } from "./loadBalancer";
export {
    expose,
    exposeShifting,
    isEncrypted,
    publicAddress,
    shiftedRequests,
    type PublicExposure,
    type ShiftingTarget,
    type Target,
} from "./targetGroup";
export { healthAlarms, targetWidgets, versionAlarms, type MeasuredTarget } from "./targetMetrics";
