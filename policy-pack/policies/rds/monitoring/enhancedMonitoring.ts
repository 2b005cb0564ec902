import { resourceRule } from "../../../core/rule";
import { CLUSTER_INSTANCE, INSTANCE } from "../databases";

export const rdsEnhancedMonitoring = resourceRule({
    name: "rds-enhanced-monitoring",
    title: "Databases have enhanced monitoring",
    description: "Hypervisor metrics do not show which process uses CPU or memory.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["RDS.6"], checkov: ["CKV_AWS_118"] },
    remediation: "Set monitoringInterval to 60 seconds or less, with a monitoringRoleArn.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-6",
    types: [INSTANCE, CLUSTER_INSTANCE],
    check(server) {
        if (server.number("monitoringInterval", 0) === 0) server.fail("monitoringInterval", "is not set");
    },
});
