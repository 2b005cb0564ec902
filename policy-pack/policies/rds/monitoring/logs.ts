import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";
/** The logs that explain an incident, by the beginning of the engine's name. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
    "aurora-mysql": ["audit"],
    "aurora-postgresql": ["postgresql"],
    mariadb: ["error"],
    mysql: ["error"],
    oracle: ["alert"],
    postgres: ["postgresql"],
    sqlserver: ["error"],
};

export const rdsLogs = resourceRule({
    name: "rds-logs",
    title: "Databases export their logs to CloudWatch",
    description: "Logs on the server are lost with it, and raise no alarms.",
    severity: "medium",
    profile: "shared",
    catalogues: {
        fsbp: ["RDS.34", "RDS.36", "RDS.37", "RDS.40", "RDS.42"],
        checkov: ["CKV_AWS_129", "CKV_AWS_324", "CKV_AWS_325"],
        cdkNag: ["AwsSolutions-RDS16"],
    },
    remediation: "Set enabledCloudwatchLogsExports to the logs of the engine.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9",
    types: [CLUSTER, INSTANCE],
    check(server) {
        const engine = server.word("engine", "");
        if (engine === undefined || server.isUnknown("enabledCloudwatchLogsExports")) {
            server.strings("enabledCloudwatchLogsExports");
            return;
        }
        // Replicas and restored databases may omit the engine; without it the log types are unknown.
        if (engine === "" && !server.isSet("enabledCloudwatchLogsExports"))
            server.fail("enabledCloudwatchLogsExports", "is not set");
        const wanted = Object.entries(WANTED).find(([name]) => engine.startsWith(name))?.[1] ?? [];
        const exported = server.strings("enabledCloudwatchLogsExports");
        const missing = wanted.filter((log) => !exported.includes(log));
        if (missing.length > 0) server.fail("enabledCloudwatchLogsExports", `lacks ${missing.join(", ")}`);
    },
});
