import { resourceRule } from "../../../core/rule";

/** The parameter that demands TLS, by a part of the family's name. */
const SWITCHES: Readonly<Record<string, string>> = {
    postgres: "rds.force_ssl",
    sqlserver: "rds.force_ssl",
    mysql: "require_secure_transport",
    mariadb: "require_secure_transport",
    db2: "db2comm",
};

/** Values that demand it; of Db2, `TCPIP,SSL` still takes plain text. */
const DEMANDING = ["1", "on", "ssl", undefined];

/** PostgreSQL demands TLS by itself from a version on, of Aurora from a later one; the other engines never. */
function demandsItself(family: string): boolean {
    const [, aurora, version] = /^(aurora-)?postgres(?:ql)?(\d+)/.exec(family) ?? [];
    return version !== undefined && Number(version) >= (aurora === undefined ? 15 : 17);
}

export const rdsTls = resourceRule({
    name: "rds-tls",
    title: "Databases require TLS",
    description: "Without TLS, attackers on the network can read requests, passwords included.",
    severity: "medium",
    catalogues: { fsbp: ["RDS.38", "RDS.39", "RDS.41", "RDS.44"], checkov: ["CKV2_AWS_69"] },
    remediation:
        "Set the parameter rds.force_ssl (PostgreSQL, SQL Server) or require_secure_transport (MySQL, MariaDB) to 1, or db2comm (Db2) to SSL.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-38",
    types: ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "aws:rds/parameterGroup:ParameterGroup"],
    check(group) {
        const family = group.word("family", "");
        if (family === undefined) return;
        // Of Aurora, the cluster's group decides.
        if (group.type.endsWith(":ParameterGroup") && family.startsWith("aurora")) return;
        const wanted = Object.entries(SWITCHES).find(([name]) => family.includes(name))?.[1];
        if (wanted === undefined) return;
        const found = group.items("parameters").find((one) => one.word("name", "") === wanted);
        if (!found && demandsItself(family)) return;
        if (!found) group.fail("parameters", `has no ${wanted}`);
        else if (!DEMANDING.includes(found.word("value", ""))) found.fail("value", `turns ${wanted} off`);
    },
});
