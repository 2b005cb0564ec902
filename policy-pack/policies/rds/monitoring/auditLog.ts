import { resourceRule } from "../../../core/rule";

const SWITCH = "server_audit_logging";

export const rdsAuditLog = resourceRule({
    name: "rds-audit-log",
    title: "Aurora MySQL writes an audit log",
    description:
        "Without this parameter, the audit log that rds-logs requires stays empty and records no access.",
    severity: "medium",
    catalogues: { fsbp: ["RDS.45"] },
    remediation: `Set the parameter ${SWITCH} to 1, and server_audit_events to the events to log.`,
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-45",
    types: ["aws:rds/clusterParameterGroup:ClusterParameterGroup"],
    check(group) {
        // Other engines log natively or with extensions.
        if (group.word("family", "")?.startsWith("aurora-mysql") !== true) return;
        const found = group.items("parameters").find((one) => one.word("name", "") === SWITCH);
        if (!found) group.fail("parameters", `has no ${SWITCH}`);
        else if (!["1", "on", undefined].includes(found.word("value", "")))
            found.fail("value", `turns ${SWITCH} off`);
    },
});
