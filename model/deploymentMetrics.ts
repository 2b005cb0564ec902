/**
 * Where a deployment records itself: one value of each metric per deployment, with the dimensions `Project` and `Stack`.
 * `Success` is 1 or 0; the durations are in seconds; `RollBack` is 1, recorded when a release is rolled back.
 */
export const DEPLOYMENT_METRICS = {
    namespace: "plumbline/deployments",
    success: "Success",
    duration: "Duration",
    rollBack: "RollBack",
    rollBackDuration: "RollBackDuration",
} as const;
