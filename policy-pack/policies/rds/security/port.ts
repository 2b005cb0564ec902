import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsPort = resourceRule({
    name: "rds-port",
    title: "Databases use a non-default port",
    description: "Network scans try default database ports first.",
    severity: "low",
    // A port of one's own hides nothing from a scan of all, and to change that of a database interrupts its clients.
    profile: "liveAdvice",
    catalogues: { fsbp: ["RDS.23"], cdkNag: ["AwsSolutions-RDS11"] },
    remediation: "Set port to a port that is not the default of the engine.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-23",
    settings: {
        ports: {
            type: "array",
            items: { type: "integer" },
            default: [1433, 1521, 3306, 5432, 50000],
            description: "Forbidden ports.",
        },
    },
    types: [CLUSTER, INSTANCE],
    check(server, settings) {
        const port = server.number("port", 0);
        const defaults = settings.numbers("ports");
        // By default, AWS gives a copy the port of its source.
        if (port === 0 && server.isSet("replicateSourceDb")) return;
        if (port === 0) server.fail("port", "is not set: it is the default of the engine");
        else if (port !== undefined && defaults.includes(port)) server.fail("port", "is a default port");
    },
});
