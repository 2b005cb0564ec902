/** Protection plans of GuardDuty by the names of our keys, as its API calls them. */
export const GUARD_DUTY_FEATURES = {
    s3Data: "S3_DATA_EVENTS",
    rdsLogins: "RDS_LOGIN_EVENTS",
    lambdaNetwork: "LAMBDA_NETWORK_LOGS",
    ebsMalware: "EBS_MALWARE_PROTECTION",
    eksAudit: "EKS_AUDIT_LOGS",
    runtime: "RUNTIME_MONITORING",
} as const;

/** Which of them are on. */
export type GuardDutyFeatures = Readonly<Record<keyof typeof GUARD_DUTY_FEATURES, boolean>>;

/** Those that are on by default: there is no EKS here, and agents that watch processes are the dearest of all. */
export const guardDutyDefaults: GuardDutyFeatures = {
    s3Data: true,
    rdsLogins: true,
    lambdaNetwork: true,
    ebsMalware: true,
    eksAudit: false,
    runtime: false,
};
